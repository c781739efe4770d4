<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<TITLE>Ytre Hovden kommune - Velkomen</TITLE>
<link rel=stylesheet href=/stil.css></HEAD>
<BODY bgcolor="#FFFFFF" topmargin=0>
<form name="aspnetForm" method="post" action="Default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTM2NDk4NzY1NA9kFgJmD2QWAgIDD2QWBAIBDw8WAh4EVGV4dGVkZAIDDxYCHgdWaXNpYmxlaGRkZA==">
<TABLE width="980" cellspacing=0 cellpadding=0 align=center><TR><TD colspan=3 class=topp><A href="Default.aspx"><IMG src="bilder/vaapen.gif" alt="Ytre Hovden kommune" border=0></A>&nbsp;<FONT size=5>Ytre Hovden kommune</FONT></TD></TR>
<TR><TD colspan=3 class=stig>Du er her: <A href="Default.aspx">Heim</A> &gt; Velkomen</TD></TR>
<TR valign=top><TD width=180 bgcolor="#eeeeee"><B>Meny</B><BR>
<A href="Skule.aspx">Skule, SFO og barnehage</A><BR><A href="Teknisk.aspx">Teknisk: vatn, kloakk, feiing, bos</A><BR><A href="Bygg.aspx">Byggjesaker</A><BR><A href="Omsorg.aspx">Pleie og omsorg</A><BR><A href="Kultur.aspx">Bibliotek, bad, kultur</A><BR><A href="Prisliste2025.aspx">Betalingssatsar 2025</A><BR><A href="Prisliste2026.aspx">Betalingssatsar 2026</A><BR><A href="Kontakt.aspx">Kontakt</A><BR><A href="Postliste.aspx">Offentleg postjournal</A><BR></TD>
<TD width=600 id="content"><H2>Velkomen</H2>
<P><B>Kunngjeringar</B><P>Kommunestyremøte 15. desember kl 10 i grendahuset. Saksliste ligg ute.
<P>Årsgebyra for 2027: Framlegget som formannskapet samrøystes sender til kommunestyret, er at SFO vert kr 2.600 og vassgebyret kr 4.350. Fråsegner innan 9. desember.
<P>Hovudvassleidningen til Nesbygda vert spylt 1. desember mellom kl 8 og 12.
<P><B>Snøbrøyting.</B> Vi brøyter kommunale vegar når det er komme 10 cm. Ring vegmeister 57 60 40 52.
<P>Kyrkjekontoret har flytta. Ope tysdag 10-13.
</TD><TD width=200 class=hoyre><TABLE border=1 width="100%"><TR><TD bgcolor="#cccccc"><B>Vêret</B></TD></TR><TR><TD>Yr: 4 grader, regn</TD></TR><TR><TD bgcolor="#cccccc"><B>Ledige stillingar</B></TD></TR><TR><TD>Lærar 80 %<BR>Sjukepleiar 75 %<BR>Vikarar</TD></TR></TABLE></TD></TR>
<TR><TD colspan=3 align=center class=botn><FONT size=1>Ytre Hovden kommune, 6899 Hovden. Telefon 57 60 40 00. Telefaks 57 60 40 01. E-post: post[at]ytrehovden.example. Webmaster: K. Tveit</FONT></TD></TR></TABLE></form></BODY></HTML>
