<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<TITLE>Ytre Hovden kommune - Landbruk og viltforvalting</TITLE>
<link rel=stylesheet href=/stil.css></HEAD>
<BODY bgcolor="#FFFFFF" topmargin=0>
<form name="aspnetForm" method="post" action="Default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTM2NDk4NzY1NA9kFgJmD2QWAgIDD2QWBAIBDw8WAh4EVGV4dGVkZAIDDxYCHgdWaXNpYmxlaGRkZA==">
<TABLE width="980" cellspacing=0 cellpadding=0 align=center><TR><TD colspan=3 class=topp><A href="Default.aspx"><IMG src="bilder/vaapen.gif" alt="Ytre Hovden kommune" border=0></A>&nbsp;<FONT size=5>Ytre Hovden kommune</FONT></TD></TR>
<TR><TD colspan=3 class=stig>Du er her: <A href="Default.aspx">Heim</A> &gt; Landbruk og viltforvalting</TD></TR>
<TR valign=top><TD width=180 bgcolor="#eeeeee"><B>Meny</B><BR>
<A href="Skule.aspx">Skule, SFO og barnehage</A><BR><A href="Teknisk.aspx">Teknisk: vatn, kloakk, feiing, bos</A><BR><A href="Bygg.aspx">Byggjesaker</A><BR><A href="Omsorg.aspx">Pleie og omsorg</A><BR><A href="Kultur.aspx">Bibliotek, bad, kultur</A><BR><A href="Prisliste2025.aspx">Betalingssatsar 2025</A><BR><A href="Prisliste2026.aspx">Betalingssatsar 2026</A><BR><A href="Kontakt.aspx">Kontakt</A><BR><A href="Postliste.aspx">Offentleg postjournal</A><BR></TD>
<TD width=600 id="content"><H2>Landbruk og viltforvalting</H2>
<P>Landbrukskontoret deler sal med teknisk etat og er ope måndag og torsdag 9-15. Telefon 57 60 40 60.
<P><B>Hjortejakt.</B> Fellingsavgift for vaksen hjort er 480 kroner og for kalv 290 kroner. Jegerar må ha skriftleg løyve frå grunneigar. Jakta varer frå 1. september til 23. desember.
<P><B>Produksjonstilskot:</B> Frist for å søkje er 15. mars og 15. oktober. Etter fristen vert tilskotet redusert med 1000 kroner dagen.
<P><B>Nydyrking</B> krev løyve. Rekn med 12 veker. Klage sender du til kommunen innan tre veker; Statsforvaltaren avgjer.
<P><B>Konsesjon:</B> gebyret er 5.000 kroner, for mindre saker 3.000. Odelsfrigjering 0 kroner.
<P><B>Skogplanting:</B> vi gjev 40 prosent tilskot til planting etter hogst. 1 dekar tek om lag 200 plantar til 4,20 kroner stykket.
<P><B>Motorferdsle i utmark:</B> løyve til snøskuter gjeld i fire år, og handsaminga tek 3-4 veker. Kostnad 700 kroner.
<P><B>Bandtvang</B> gjeld 1. april til 20. august.
</TD><TD width=200 class=hoyre><TABLE border=1 width="100%"><TR><TD bgcolor="#cccccc"><B>Vêret</B></TD></TR><TR><TD>Yr: 4 grader, regn</TD></TR><TR><TD bgcolor="#cccccc"><B>Ledige stillingar</B></TD></TR><TR><TD>Lærar 80 %<BR>Sjukepleiar 75 %<BR>Vikarar</TD></TR></TABLE></TD></TR>
<TR><TD colspan=3 align=center class=botn><FONT size=1>Ytre Hovden kommune, 6899 Hovden. Telefon 57 60 40 00. Telefaks 57 60 40 01. E-post: post[at]ytrehovden.example. Webmaster: K. Tveit</FONT></TD></TR></TABLE></form></BODY></HTML>
