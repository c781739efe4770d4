<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<TITLE>Ytre Hovden kommune - Skule, SFO og barnehage</TITLE>
<link rel=stylesheet href=/stil.css></HEAD>
<BODY bgcolor="#FFFFFF" topmargin=0>
<form name="aspnetForm" method="post" action="Default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTM2NDk4NzY1NA9kFgJmD2QWAgIDD2QWBAIBDw8WAh4EVGV4dGVkZAIDDxYCHgdWaXNpYmxlaGRkZA==">
<TABLE width="980" cellspacing=0 cellpadding=0 align=center><TR><TD colspan=3 class=topp><A href="Default.aspx"><IMG src="bilder/vaapen.gif" alt="Ytre Hovden kommune" border=0></A>&nbsp;<FONT size=5>Ytre Hovden kommune</FONT></TD></TR>
<TR><TD colspan=3 class=stig>Du er her: <A href="Default.aspx">Heim</A> &gt; Skule, SFO og barnehage</TD></TR>
<TR valign=top><TD width=180 bgcolor="#eeeeee"><B>Meny</B><BR>
<A href="Skule.aspx">Skule, SFO og barnehage</A><BR><A href="Teknisk.aspx">Teknisk: vatn, kloakk, feiing, bos</A><BR><A href="Bygg.aspx">Byggjesaker</A><BR><A href="Omsorg.aspx">Pleie og omsorg</A><BR><A href="Kultur.aspx">Bibliotek, bad, kultur</A><BR><A href="Prisliste2025.aspx">Betalingssatsar 2025</A><BR><A href="Prisliste2026.aspx">Betalingssatsar 2026</A><BR><A href="Kontakt.aspx">Kontakt</A><BR><A href="Postliste.aspx">Offentleg postjournal</A><BR></TD>
<TD width=600 id="content"><H2>Skule, SFO og barnehage</H2>
<P>Hovden skule er 1-10-skule med 96 elevar. Rektor er Arne Lid, tlf 57 60 40 20. Skuleruta for 2026/27: haustferie veke 41, vinterferie veke 9.
<H3>SFO</H3>
<P>SFO held til i gamleskulen. <BR>Opningstid: <UL><LI>måndag, onsdag og fredag: kl 0700-0830 og kl 1400-1630<LI>tysdag og torsdag: kl 0700-0830 og kl 1430-1630</UL>
<P>Ferieopning etter behov, skriv dykk på lista i garderoben seinast ein månad før. SFO er stengd i juli. Seier de opp plassen, må det skje skriftleg innan den 15. i månaden, og de betaler så ut månaden etter.
<P>Pris: sjå <A href="Prisliste2026.aspx">betalingssatsane</A>.
<H3>Hovden barnehage</H3>
<P>Ein kommunal barnehage med 38 plassar. Open 0700-1630.
<P>Søknadsfristen er 1/3 for nytt barnehageår. Skjema får de i barnehagen eller på kommunehuset.
<P>Klage på opptak: Føresette kan klage til kommunen når barnet ikkje får plass. Klagefristen er tre veker, og klagenemnda for oppvekst avgjer.
<H3>Helsesyster</H3>
<P>Helsesyster Ragna Bø er på skulen kvar måndag kl 9-12. Telefon 57 60 40 36.
<H3>Skuleskyss</H3><P>Elevar på 1. steget har rett til skyss når vegen er over 2 km, dei andre når vegen er over 4 km. Skyss til SFO må de sjølve syte for.
</TD><TD width=200 class=hoyre><TABLE border=1 width="100%"><TR><TD bgcolor="#cccccc"><B>Vêret</B></TD></TR><TR><TD>Yr: 4 grader, regn</TD></TR><TR><TD bgcolor="#cccccc"><B>Ledige stillingar</B></TD></TR><TR><TD>Lærar 80 %<BR>Sjukepleiar 75 %<BR>Vikarar</TD></TR></TABLE></TD></TR>
<TR><TD colspan=3 align=center class=botn><FONT size=1>Ytre Hovden kommune, 6899 Hovden. Telefon 57 60 40 00. Telefaks 57 60 40 01. E-post: post[at]ytrehovden.example. Webmaster: K. Tveit</FONT></TD></TR></TABLE></form></BODY></HTML>
