#!/bin/sh
# What does the portal serve that others made? Bootstrap, htmx, a font and icons, copied from npm's folder.
set -eu
modules=$1 static=$2
vendor=$static/vendor

mkdir -p "$vendor/fonts"
cp "$modules"/bootstrap/dist/css/bootstrap.min.css "$modules"/bootstrap/dist/css/bootstrap.rtl.min.css \
   "$modules"/htmx.org/dist/htmx.min.js "$vendor/"
for script in arabic latin; do
  for weight in 400 600; do
    cp "$modules/@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-$script-$weight-normal.woff2" "$vendor/fonts/"
  done
done

[ -f "$static/icons.txt" ] || exit 0
# One sprite: each icon's drawing in a <symbol> of its name, which inherits the page's colour.
{
  printf '<svg xmlns="http://www.w3.org/2000/svg">\n'
  while read -r name; do
    [ -n "$name" ] || continue
    file=$modules/@tabler/icons/icons/outline/$name.svg
    [ -f "$file" ] || { echo "no such icon: $name" >&2; exit 1; }
    printf '<symbol id="%s" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">' "$name"
    tr '\n' ' ' < "$file" | sed -e 's/<!--[^>]*-->//g' -e 's/<svg[^>]*>//' -e 's/<\/svg>//' -e 's/  */ /g'
    printf '</symbol>\n'
  done < "$static/icons.txt"
  printf '</svg>\n'
} > "$vendor/icons.svg.new"
mv "$vendor/icons.svg.new" "$vendor/icons.svg"
