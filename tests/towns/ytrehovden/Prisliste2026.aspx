<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<TITLE>Ytre Hovden kommune - Betalingssatsar 2026</TITLE>
<link rel=stylesheet href=/stil.css></HEAD>
<BODY bgcolor="#FFFFFF" topmargin=0>
<form name="aspnetForm" method="post" action="Default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTM2NDk4NzY1NA9kFgJmD2QWAgIDD2QWBAIBDw8WAh4EVGV4dGVkZAIDDxYCHgdWaXNpYmxlaGRkZA==">
<TABLE width="980" cellspacing=0 cellpadding=0 align=center><TR><TD colspan=3 class=topp><A href="Default.aspx"><IMG src="bilder/vaapen.gif" alt="Ytre Hovden kommune" border=0></A>&nbsp;<FONT size=5>Ytre Hovden kommune</FONT></TD></TR>
<TR><TD colspan=3 class=stig>Du er her: <A href="Default.aspx">Heim</A> &gt; Betalingssatsar 2026</TD></TR>
<TR valign=top><TD width=180 bgcolor="#eeeeee"><B>Meny</B><BR>
<A href="Skule.aspx">Skule, SFO og barnehage</A><BR><A href="Teknisk.aspx">Teknisk: vatn, kloakk, feiing, bos</A><BR><A href="Bygg.aspx">Byggjesaker</A><BR><A href="Omsorg.aspx">Pleie og omsorg</A><BR><A href="Kultur.aspx">Bibliotek, bad, kultur</A><BR><A href="Prisliste2025.aspx">Betalingssatsar 2025</A><BR><A href="Prisliste2026.aspx">Betalingssatsar 2026</A><BR><A href="Kontakt.aspx">Kontakt</A><BR><A href="Postliste.aspx">Offentleg postjournal</A><BR></TD>
<TD width=600 id="content"><H2>Betalingssatsar 2026</H2>
<P>Vedteke av Ytre Hovden kommunestyre i sak 42/25, gjeld frå 1.1.2026. Alle kronebeløp er utan mva om ikkje anna er sagt.
<TABLE border=1 cellpadding=2><TR><TD colspan=3 bgcolor=yellow><B>OPPVEKST</B>
<TR><TD>SFO<TD>100 % plass, månad<TD align=right>2.385
<TR><TD><TD>50 % plass, månad<TD align=right>1.310
<TR><TD><TD>Sysken<TD align=right>30 % avslag
<TR><TD>Barnehage<TD>Heil plass, månad<TD align=right>1.200
<TR><TD><TD>Mat, månad<TD align=right>250
<TR><TD>Kulturskule<TD>Halvår<TD align=right>1.450
<TR><TD colspan=3 bgcolor=yellow><B>VATN</B>
<TR><TD>Årsgebyr<TD>Fast del, bustad<TD align=right>2.710
<TR><TD><TD>Etter målar, m3<TD align=right>10,40
<TR><TD><TD>Fast del, hytte<TD align=right>1.900
<TR><TD>Tilknyting<TD>Bustad, ein gong<TD align=right>11.000
<TR><TD colspan=3 bgcolor=yellow><B>KLOAKK</B>
<TR><TD>Årsgebyr<TD>Fast del, bustad<TD align=right>2.050
<TR><TD>Tilknyting<TD>Bustad, ein gong<TD align=right>14.000
<TR><TD colspan=3 bgcolor=yellow><B>FEIING (inkl. mva)</B>
<TR><TD>Per pipe<TD>År<TD align=right>525
<TR><TD colspan=3 bgcolor=yellow><B>BYGGJESAK</B>
<TR><TD>Einebustad<TD>Rammesøknad og igangsetjing i eitt<TD align=right>13.250
<TR><TD>Naust<TD><TD align=right>5.100
<TR><TD>Garasje<TD>Utan ansvarleg søkjar<TD align=right>3.900
<TR><TD>Frådeling<TD>Per sak<TD align=right>4.800
<TR><TD colspan=3 bgcolor=yellow><B>HEIMEHJELP, per månad</B>
<TR><TD>Inntekt<TD>til 2G<TD align=right>250
<TR><TD><TD>2G-4G<TD align=right>960
<TR><TD><TD>over 4G<TD align=right>1.985
<TR><TD>Matombringing<TD>Porsjon<TD align=right>105
</TABLE>
<P>Forfall er 15. mars og 15. september for dei kommunale årsgebyra. Purregebyr 35 kroner.
<P>Spørsmål: økonomikontoret, 57 60 40 11.
</TD><TD width=200 class=hoyre><TABLE border=1 width="100%"><TR><TD bgcolor="#cccccc"><B>Vêret</B></TD></TR><TR><TD>Yr: 4 grader, regn</TD></TR><TR><TD bgcolor="#cccccc"><B>Ledige stillingar</B></TD></TR><TR><TD>Lærar 80 %<BR>Sjukepleiar 75 %<BR>Vikarar</TD></TR></TABLE></TD></TR>
<TR><TD colspan=3 align=center class=botn><FONT size=1>Ytre Hovden kommune, 6899 Hovden. Telefon 57 60 40 00. Telefaks 57 60 40 01. E-post: post[at]ytrehovden.example. Webmaster: K. Tveit</FONT></TD></TR></TABLE></form></BODY></HTML>
