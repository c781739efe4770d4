<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>Barnehage og skule - Øygrend kommune</TITLE>
<SCRIPT LANGUAGE="JavaScript"><!-- function opne(u){window.open(u)} // --></SCRIPT></HEAD>
<BODY BGCOLOR="#FFFFFF" TEXT="#000000"><CENTER><TABLE WIDTH=760 BORDER=0 CELLPADDING=0 CELLSPACING=0><TR><TD COLSPAN=3><IMG SRC="/grafikk/topp.gif" ALT="Øygrend kommune"></TD></TR>
<TR><TD WIDTH=150 VALIGN=top BGCOLOR="#CCDDEE"><FONT SIZE=2><B>Meny</B><BR><A HREF="/skule.aspx">Barnehage og skule</A><BR><A HREF="/teknisk.aspx">Teknisk etat</A><BR><A HREF="/byggesak.aspx">Byggjesak</A><BR><A HREF="/omsorg.aspx">Pleie og omsorg</A><BR><A HREF="/kultur.aspx">Kultur</A><BR><A HREF="/skjema.aspx">Skjema</A><BR><A HREF="/kontakt.aspx">Kontakt oss</A></FONT></TD>
<TD WIDTH=460 VALIGN=top><TABLE CELLPADDING=8><TR><TD><H1>Barnehage og skule</H1>
<P><B>Barnehage</B><BR>Ein heil plass kostar kr. 1.200,- pr. månad. Mat kjem i tillegg med kr. 250,-.
<P>Søknadsfristen for hovudopptaket er 1. mars.
<P><B>Skulefritidsordning (SFO)</B><BR>SFO er open måndag til fredag kl. 0700-1630.<BR>Prisar pr. månad:
<TABLE BORDER=1><TR><TD>Heil plass<TD>kr. 2.340,-<TR><TD>Halv plass<TD>kr. 1.480,-<TR><TD>Dagplass<TD>kr. 260,-</TABLE>
<P>SFO er stengd i juli og i jula. Oppseiingstida er ein månad.
<P><B>Helsesjukepleiar</B><BR>Helsesjukepleiaren er på skulen kvar onsdag. Tlf. 57 00 81 40.
<P>Rektor: tlf. 57 00 81 20
</TD></TR></TABLE></TD><TD WIDTH=150 VALIGN=top><FONT SIZE=1><B>Snarvegar</B><BR><A HREF="/postliste.aspx">Postlista</A><BR><A HREF="javascript:opne('/kart.aspx')">Kart</A></FONT></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>&Oslash;ygrend kommune, 6799 &Oslash;ygrend. Telefon: 57 00 81 00 Telefaks: 57 00 81 01 E-post: <A HREF="mailto:postmottak@oygrend.example">postmottak@oygrend.example</A></FONT></TABLE></CENTER></BODY></HTML>
