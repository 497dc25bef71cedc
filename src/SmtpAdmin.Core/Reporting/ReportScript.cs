namespace SmtpAdmin.Core.Reporting;

/// <summary>
/// The page's own script: it sorts, filters and unfolds. It reads text and puts none in, so it cannot make markup of a
/// record.
/// </summary>
internal static class ReportScript
{
    public const string Text =
        """
        'use strict';
        (() => {
          const table = document.getElementById('domains');
          const rows = Array.from(table.tBodies).filter(body => body.dataset.status !== undefined);
          const text = document.getElementById('text');
          const status = document.getElementById('status');
          const shown = document.getElementById('shown');
          const unfold = document.getElementById('unfold');
          const texts = new Map();
          const fold = row => row.querySelector('details');
          const name = row => row.rows[0].cells[0].textContent;

          function textOf(row) {
            if (!texts.has(row)) {
              texts.set(row, row.textContent.toLowerCase());
            }
            return texts.get(row);
          }

          function filter() {
            const wanted = text.value.trim().toLowerCase();
            let count = 0;
            for (const row of rows) {
              row.hidden = (status.value !== '' && row.dataset.status !== status.value)
                || (wanted !== '' && !textOf(row).includes(wanted));
              count += row.hidden ? 0 : 1;
            }
            shown.textContent = count === rows.length ? `${count} domains` : `${count} of ${rows.length} domains`;
          }

          function compare(key, first, second) {
            return key === 'domain'
              ? name(first).localeCompare(name(second))
              : Number(first.dataset[key]) - Number(second.dataset[key]) || name(first).localeCompare(name(second));
          }

          function sort(header) {
            // Counts are asked for with the most in front.
            const isText = header.dataset.key === 'domain' || header.dataset.key === 'score';
            const before = header.getAttribute('aria-sort');
            const ascending = before ? before === 'descending' : isText;
            for (const other of table.tHead.rows[0].cells) {
              other.removeAttribute('aria-sort');
            }
            header.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
            rows.sort((first, second) => (ascending ? 1 : -1) * compare(header.dataset.key, first, second));
            const sorted = document.createDocumentFragment();
            rows.forEach(row => sorted.appendChild(row));
            table.appendChild(sorted);
          }

          for (const header of table.tHead.rows[0].cells) {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = header.textContent;
            button.addEventListener('click', () => sort(header));
            header.replaceChildren(button);
          }

          let wait = 0;
          text.addEventListener('input', () => {
            clearTimeout(wait);
            wait = setTimeout(filter, 120);
          });
          status.addEventListener('change', filter);
          unfold.addEventListener('click', () => {
            const open = unfold.textContent === 'Unfold all';
            rows.filter(row => !row.hidden).forEach(row => { fold(row).open = open; });
            unfold.textContent = open ? 'Fold all' : 'Unfold all';
          });

          // On paper nothing can be unfolded.
          let folded = [];
          addEventListener('beforeprint', () => {
            folded = rows.filter(row => !row.hidden && !fold(row).open);
            folded.forEach(row => { fold(row).open = true; });
          });
          addEventListener('afterprint', () => folded.forEach(row => { fold(row).open = false; }));

          document.getElementById('tools').hidden = rows.length < 2;
          filter();
        })();
        """;
}
