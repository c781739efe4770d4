<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<TITLE>Ytre Hovden kommune - Teknisk: vatn, kloakk, feiing, bos</TITLE>
<link rel=stylesheet href=/stil.css></HEAD>
<BODY bgcolor="#FFFFFF" topmargin=0>
<form name="aspnetForm" method="post" action="Default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTM2NDk4NzY1NA9kFgJmD2QWAgIDD2QWBAIBDw8WAh4EVGV4dGVkZAIDDxYCHgdWaXNpYmxlaGRkZA==">
<TABLE width="980" cellspacing=0 cellpadding=0 align=center><TR><TD colspan=3 class=topp><A href="Default.aspx"><IMG src="bilder/vaapen.gif" alt="Ytre Hovden kommune" border=0></A>&nbsp;<FONT size=5>Ytre Hovden kommune</FONT></TD></TR>
<TR><TD colspan=3 class=stig>Du er her: <A href="Default.aspx">Heim</A> &gt; Teknisk: vatn, kloakk, feiing, bos</TD></TR>
<TR valign=top><TD width=180 bgcolor="#eeeeee"><B>Meny</B><BR>
<A href="Skule.aspx">Skule, SFO og barnehage</A><BR><A href="Teknisk.aspx">Teknisk: vatn, kloakk, feiing, bos</A><BR><A href="Bygg.aspx">Byggjesaker</A><BR><A href="Omsorg.aspx">Pleie og omsorg</A><BR><A href="Kultur.aspx">Bibliotek, bad, kultur</A><BR><A href="Prisliste2025.aspx">Betalingssatsar 2025</A><BR><A href="Prisliste2026.aspx">Betalingssatsar 2026</A><BR><A href="Kontakt.aspx">Kontakt</A><BR><A href="Postliste.aspx">Offentleg postjournal</A><BR></TD>
<TD width=600 id="content"><H2>Teknisk: vatn, kloakk, feiing, bos</H2>
<P>Teknisk etat har fire tilsette i uteseksjonen og to på kontoret.
<H3>Vatn</H3><P>Vassverket vart bygt i 1974 og fornya i 2015. Vatnet er bra, og vi tek prøver kvar månad. Analysane kan du sjå på kontoret vårt.
<P>Sprang røyret midt på natta? Ring 908 64 221, det er vakt heile døgeret.
<H3>Feiing</H3><P>Feiaren kjem om hausten kvart anna år. Stig skal stå klar, og du må sjølv tømme sotluka. Han sender tekstmelding to dagar på førehand.
<H3>Bos</H3><P>Hovden og Nes Miljø hentar boset annankvar onsdag på oddetalsveker, og papp siste måndagen i månaden. Kvart hus får plan i postkassa i desember, og den ligg elles <A href="filer/hentedagar2026.aspx">her (hentedagar 2026)</A>. Har bilen køyrt forbi, ring sjåføren på 908 64 240 same dagen.
<H3>Vegar</H3><P>Kommunen har 31 km veg. Vektgrensa i teleløysinga er 5 tonn. Bom ved Storedalen: 70 kroner.
<H3>Kloakk</H3><P>Slamtømming av septiktankar skjer annakvart år i juni.
</TD><TD width=200 class=hoyre><TABLE border=1 width="100%"><TR><TD bgcolor="#cccccc"><B>Vêret</B></TD></TR><TR><TD>Yr: 4 grader, regn</TD></TR><TR><TD bgcolor="#cccccc"><B>Ledige stillingar</B></TD></TR><TR><TD>Lærar 80 %<BR>Sjukepleiar 75 %<BR>Vikarar</TD></TR></TABLE></TD></TR>
<TR><TD colspan=3 align=center class=botn><FONT size=1>Ytre Hovden kommune, 6899 Hovden. Telefon 57 60 40 00. Telefaks 57 60 40 01. E-post: post[at]ytrehovden.example. Webmaster: K. Tveit</FONT></TD></TR></TABLE></form></BODY></HTML>
