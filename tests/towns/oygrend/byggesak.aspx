<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>Byggjesak - Øygrend kommune</TITLE>
<SCRIPT LANGUAGE="JavaScript"><!-- function opne(u){window.open(u)} // --></SCRIPT></HEAD>
<BODY BGCOLOR="#FFFFFF" TEXT="#000000"><CENTER><TABLE WIDTH=760 BORDER=0 CELLPADDING=0 CELLSPACING=0><TR><TD COLSPAN=3><IMG SRC="/grafikk/topp.gif" ALT="Øygrend kommune"></TD></TR>
<TR><TD WIDTH=150 VALIGN=top BGCOLOR="#CCDDEE"><FONT SIZE=2><B>Meny</B><BR><A HREF="/skule.aspx">Barnehage og skule</A><BR><A HREF="/teknisk.aspx">Teknisk etat</A><BR><A HREF="/byggesak.aspx">Byggjesak</A><BR><A HREF="/omsorg.aspx">Pleie og omsorg</A><BR><A HREF="/kultur.aspx">Kultur</A><BR><A HREF="/skjema.aspx">Skjema</A><BR><A HREF="/kontakt.aspx">Kontakt oss</A></FONT></TD>
<TD WIDTH=460 VALIGN=top><TABLE CELLPADDING=8><TR><TD><H1>Byggjesak</H1>
<P>Teknisk etat svarar på spørsmål om bygging.</FONT><P><B>Gebyr</B><BR>Bustadhus (einebustad) kr. 14.500,-<BR>Garasje kr. 3.200,-<BR>Hytte kr. 12.900,-<BR>Naust kr. 3.200,-
<P><B>Handsaming</B><BR>Byggjesaker som ikkje krev ansvarsrett, blir avgjorde innan 3 veker. Andre byggjesaker tek inntil 12 veker.
<P><B>Kva kan eg byggje utan å søkje?</B><BR>Levegg på inntil 10 meter og bygning under 50 m2 kan du byggje utan å søkje, men ho må stå minst 1 meter frå grensa.
<P><B>Klage</B><BR>Vedtak i byggjesaker kan klagast på innan 3 veker.
</TD></TR></TABLE></TD><TD WIDTH=150 VALIGN=top><FONT SIZE=1><B>Snarvegar</B><BR><A HREF="/postliste.aspx">Postlista</A><BR><A HREF="javascript:opne('/kart.aspx')">Kart</A></FONT></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>&Oslash;ygrend kommune, 6799 &Oslash;ygrend. Telefon: 57 00 81 00 Telefaks: 57 00 81 01 E-post: <A HREF="mailto:postmottak@oygrend.example">postmottak@oygrend.example</A></FONT></TABLE></CENTER></BODY></HTML>
