<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>Teknisk etat - Øygrend kommune</TITLE>
<SCRIPT LANGUAGE="JavaScript"><!-- function opne(u){window.open(u)} // --></SCRIPT></HEAD>
<BODY BGCOLOR="#FFFFFF" TEXT="#000000"><CENTER><TABLE WIDTH=760 BORDER=0 CELLPADDING=0 CELLSPACING=0><TR><TD COLSPAN=3><IMG SRC="/grafikk/topp.gif" ALT="Øygrend kommune"></TD></TR>
<TR><TD WIDTH=150 VALIGN=top BGCOLOR="#CCDDEE"><FONT SIZE=2><B>Meny</B><BR><A HREF="/skule.aspx">Barnehage og skule</A><BR><A HREF="/teknisk.aspx">Teknisk etat</A><BR><A HREF="/byggesak.aspx">Byggjesak</A><BR><A HREF="/omsorg.aspx">Pleie og omsorg</A><BR><A HREF="/kultur.aspx">Kultur</A><BR><A HREF="/skjema.aspx">Skjema</A><BR><A HREF="/kontakt.aspx">Kontakt oss</A></FONT></TD>
<TD WIDTH=460 VALIGN=top><TABLE CELLPADDING=8><TR><TD><H1>Teknisk etat</H1>
<P><B>Årsavgifter 2026 (utan mva.)</B><TABLE BORDER=1 CELLSPACING=0><TR><TD><B>Teneste</B><TD><B>Bustad</B><TD><B>Hytte</B><TR><TD>Vatn pr. år<TD>3.280,-<TD>2.190,-<TR><TD>Avløp pr. år<TD>3.910,-<TD>2.605,-<TR><TD>Tilknyting vatn<TD>10.000,-<TD>15.000,-<TR><TD>Tilknyting avløp<TD>11.000,-<TD>16.000,-</TABLE>
<P><B>Boss</B><BR>Bosset blir henta annankvar tysdag. Sjå <A HREF="/tommeplan.aspx">tømmeplanen</A>.
<P><B>Feiing</B><BR>Feiaren kjem minst kvart fjerde år. Du må ha godkjend stige og reine ut sota sj&oslash;lv. Avgifta er kr 490,- for året.
<P><B>Vakt</B><BR>Vassvakta: tlf. 905 81 112 (heile døgnet)
</TD></TR></TABLE></TD><TD WIDTH=150 VALIGN=top><FONT SIZE=1><B>Snarvegar</B><BR><A HREF="/postliste.aspx">Postlista</A><BR><A HREF="javascript:opne('/kart.aspx')">Kart</A></FONT></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>&Oslash;ygrend kommune, 6799 &Oslash;ygrend. Telefon: 57 00 81 00 Telefaks: 57 00 81 01 E-post: <A HREF="mailto:postmottak@oygrend.example">postmottak@oygrend.example</A></FONT></TABLE></CENTER></BODY></HTML>
