"""Static files with names that change with their content, and one style sheet out of many small ones."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/cairn.css"
_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\((\w+)\))?( print)?;')


class Assets(CompressedManifestStaticFilesStorage):
    """Sheets are written one per component and sent as one: at 300 ms to the server that halves the first paint."""

    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        """As whitenoise does it, with the one sheet in the place of the one that imports the others."""
        if not dry_run and SHEET in paths:
            target = Path(self.path(SHEET))
            # From the source: the one laid out before holds the sheets of the version before.
            target.write_text(bundled(Path(finders.find(SHEET))), encoding="utf-8")
            paths[SHEET] = (self, SHEET)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def bundled(sheet):
    """The text of a sheet with its imports put in, each in its layer. They lie beside it and import nothing further."""

    def put(found):
        name, layer, printed = found.groups()
        text = (sheet.parent / name).read_text(encoding="utf-8")
        text = f"@layer {layer} {{\n{text}\n}}" if layer else text
        return f"@media print {{\n{text}\n}}" if printed else text

    return _IMPORT.sub(put, sheet.read_text(encoding="utf-8"))
