<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<TITLE>Ytre Hovden kommune - Byggjesaker</TITLE>
<link rel=stylesheet href=/stil.css></HEAD>
<BODY bgcolor="#FFFFFF" topmargin=0>
<form name="aspnetForm" method="post" action="Default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTM2NDk4NzY1NA9kFgJmD2QWAgIDD2QWBAIBDw8WAh4EVGV4dGVkZAIDDxYCHgdWaXNpYmxlaGRkZA==">
<TABLE width="980" cellspacing=0 cellpadding=0 align=center><TR><TD colspan=3 class=topp><A href="Default.aspx"><IMG src="bilder/vaapen.gif" alt="Ytre Hovden kommune" border=0></A>&nbsp;<FONT size=5>Ytre Hovden kommune</FONT></TD></TR>
<TR><TD colspan=3 class=stig>Du er her: <A href="Default.aspx">Heim</A> &gt; Byggjesaker</TD></TR>
<TR valign=top><TD width=180 bgcolor="#eeeeee"><B>Meny</B><BR>
<A href="Skule.aspx">Skule, SFO og barnehage</A><BR><A href="Teknisk.aspx">Teknisk: vatn, kloakk, feiing, bos</A><BR><A href="Bygg.aspx">Byggjesaker</A><BR><A href="Omsorg.aspx">Pleie og omsorg</A><BR><A href="Kultur.aspx">Bibliotek, bad, kultur</A><BR><A href="Prisliste2025.aspx">Betalingssatsar 2025</A><BR><A href="Prisliste2026.aspx">Betalingssatsar 2026</A><BR><A href="Kontakt.aspx">Kontakt</A><BR><A href="Postliste.aspx">Offentleg postjournal</A><BR></TD>
<TD width=600 id="content"><H2>Byggjesaker</H2>
<P>Byggjesakshandsamar: Ottar Vik, 57 60 40 50. Han er på kontoret tysdagar og onsdagar.
<P>Dersom det er alt i orden med søknaden, er ho ferdig på 3 veker. Lova gjev oss 12 veker i andre saker, men hjå oss tek det sjeldan meir enn 5 veker.
<P>Garasje, bod, uthus: <I>Inntil 50 kvadratmeter og ikkje nærare enn 1 meter frå granna - då kan du byggje utan å søkje.</I> Bygget må ikkje brukast til å bu i. I strandsona (100 m frå sjøen) gjeld ikkje dette.
<P>Avkøyrsle frå fylkesveg må du søkje fylkeskommunen om, og det tek der gjerne to til tre månader.
<P>Klage: Du har tre veker på deg, rekna frå då brevet nådde deg. Kommunen legg klaga fram for Statsforvaltaren dersom formannskapet ikkje gjev deg medhald.
<P>Kart over eigedomen får du ved å vende deg til kartkontoret. Situasjonskart kostar 300 kroner.
<P>Gebyr: <A href="Prisliste2026.aspx">Betalingssatsar 2026</A>. Blir gebyret urimeleg høgt i høve til arbeidet, kan kommunedirektøren setje det ned.
</TD><TD width=200 class=hoyre><TABLE border=1 width="100%"><TR><TD bgcolor="#cccccc"><B>Vêret</B></TD></TR><TR><TD>Yr: 4 grader, regn</TD></TR><TR><TD bgcolor="#cccccc"><B>Ledige stillingar</B></TD></TR><TR><TD>Lærar 80 %<BR>Sjukepleiar 75 %<BR>Vikarar</TD></TR></TABLE></TD></TR>
<TR><TD colspan=3 align=center class=botn><FONT size=1>Ytre Hovden kommune, 6899 Hovden. Telefon 57 60 40 00. Telefaks 57 60 40 01. E-post: post[at]ytrehovden.example. Webmaster: K. Tveit</FONT></TD></TR></TABLE></form></BODY></HTML>
