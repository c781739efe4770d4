<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>Pleie og omsorg - Øygrend kommune</TITLE>
<SCRIPT LANGUAGE="JavaScript"><!-- function opne(u){window.open(u)} // --></SCRIPT></HEAD>
<BODY BGCOLOR="#FFFFFF" TEXT="#000000"><CENTER><TABLE WIDTH=760 BORDER=0 CELLPADDING=0 CELLSPACING=0><TR><TD COLSPAN=3><IMG SRC="/grafikk/topp.gif" ALT="Øygrend kommune"></TD></TR>
<TR><TD WIDTH=150 VALIGN=top BGCOLOR="#CCDDEE"><FONT SIZE=2><B>Meny</B><BR><A HREF="/skule.aspx">Barnehage og skule</A><BR><A HREF="/teknisk.aspx">Teknisk etat</A><BR><A HREF="/byggesak.aspx">Byggjesak</A><BR><A HREF="/omsorg.aspx">Pleie og omsorg</A><BR><A HREF="/kultur.aspx">Kultur</A><BR><A HREF="/skjema.aspx">Skjema</A><BR><A HREF="/kontakt.aspx">Kontakt oss</A></FONT></TD>
<TD WIDTH=460 VALIGN=top><TABLE CELLPADDING=8><TR><TD><H1>Pleie og omsorg</H1>
<P><B>Heimehjelp</B><BR>Eigenbetaling: <UL><LI>Inntekt under 2 G: kr. 230,- pr. månad<LI>Inntekt over 2 G: kr. 310,- pr. time</UL>
<P>Søknad om heimehjelp: <A HREF="/skjema/heimehjelp.doc">søknadsskjema for heimehjelp</A> (Word). Søknaden blir handsama innan 4 veker.
<P><B>Klage</B><BR>Du kan klage på vedtak om helse- og omsorgstenester. Klagefristen er 4 veker, og klaga skal til Statsforvaltaren gjennom kommunen.
</TD></TR></TABLE></TD><TD WIDTH=150 VALIGN=top><FONT SIZE=1><B>Snarvegar</B><BR><A HREF="/postliste.aspx">Postlista</A><BR><A HREF="javascript:opne('/kart.aspx')">Kart</A></FONT></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>&Oslash;ygrend kommune, 6799 &Oslash;ygrend. Telefon: 57 00 81 00 Telefaks: 57 00 81 01 E-post: <A HREF="mailto:postmottak@oygrend.example">postmottak@oygrend.example</A></FONT></TABLE></CENTER></BODY></HTML>
