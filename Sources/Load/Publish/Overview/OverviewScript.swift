/// What the page of a run does: it searches, sorts, unfolds, and tells where a figure comes from.
///
/// Without it all is there to be read but the rows of narrower levels, which are in the archive of tables.
enum OverviewScript {
  static let text = #"""
    'use strict';
    (() => {
      const $ = (selector, root = document) => root.querySelector(selector);
      const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
      const data = JSON.parse($('#data').textContent);
      $$('.formulas').forEach(part => {
        data.tables[part.dataset.t].measures = $$('tbody tr', part).map(row =>
          [$('th code', row), row.cells[1], row.cells[2]].map(cell => cell.textContent.trim()));
      });
      const make = (tag, properties = {}, ...children) => {
        const element = Object.assign(document.createElement(tag), properties);
        element.append(...children);
        return element;
      };
      const words = (zh, en) => {
        const spans = [['zh', zh], ['en', en]].map(([lang, text]) =>
          make('i', { lang, textContent: text }));
        return make('span', {}, spans[0], ' ', spans[1]);
      };
      // Language
      const choose = id => { $('#in-' + id).checked = true; speak(); };
      const speak = () => { document.documentElement.lang = $('#in-en').checked ? 'en' : 'zh'; };
      $$('input[name=in]').forEach(input => input.addEventListener('change', speak));
      choose((navigator.language || '').startsWith('zh') ? 'zh' : 'en');

      // The tables in the archive (APPNOTE.TXT 4.3)
      let archive;
      const files = () => archive ??= (async () => {
        const found = new Map(), link = $('#all');
        if (!link || !window.DecompressionStream) return found;
        const bytes = Uint8Array.from(atob(link.href.split(',')[1]), sign => sign.charCodeAt(0));
        const view = new DataView(bytes.buffer);
        let end = bytes.length - 22;
        while (view.getUint32(end, true) !== 0x06054b50) end--;
        let at = view.getUint32(end + 16, true);
        for (let left = view.getUint16(end + 10, true); left > 0; left--) {
          const [size, name, extra, comment, start] = [view.getUint32(at + 20, true),
            view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true),
            view.getUint32(at + 42, true)];
          const title = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name));
          const content = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
          const part = new Blob([bytes.subarray(content, content + size)]);
          const isDeflated = view.getUint16(at + 10, true) === 8;
          found.set(title.replace(/\.csv$/, ''), isDeflated
            ? await new Response(part.stream().pipeThrough(new DecompressionStream('deflate-raw'))).text()
            : await part.text());
          at += 46 + name + extra + comment;
        }
        return found;
      })();
      // RFC 4180
      const records = text => {
        const rows = [];
        let row = [], field = '', quoted = false;
        for (let i = 0; i < text.length; i++) {
          const sign = text[i];
          if (quoted) {
            if (sign !== '"') field += sign;
            else if (text[i + 1] === '"') { field += sign; i++; } else quoted = false;
          } else if (sign === '"') quoted = true;
          else if (sign === ',') { row.push(field); field = ''; }
          else if (sign === '\n') { row.push(field); rows.push(row); row = []; field = ''; }
          else if (sign !== '\r') field += sign;
        }
        if (row.length || field) rows.push([...row, field]);
        return rows;
      };
      const grouped = text => /^-?\d+(\.\d+)?$/.test(text)
        ? text.replace(/^-/, '−').replace(/^(−?\d+)/, whole => whole.replace(/\B(?=(\d{3})+$)/g, ',')) : text;
      const number = text => {
        const plain = text.trim().replace(/,/g, '').replace('−', '-');
        return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
      };

      // Figures that tell where they come from
      const prepare = grid => {
        $$('tbody tr:not([data-ready])', grid).forEach(row => {
          row.dataset.ready = '';
          [...row.cells].slice(1 + Number(grid.dataset.d)).forEach(cell => {
            const text = cell.textContent.trim();
            if (!text) return;
            const button = make('button', { type: 'button', textContent: text, tabIndex: -1 });
            cell.replaceChildren(button);
          });
        });
        if (!$('td button[tabindex="0"]', grid)) { const first = $('td button', grid); if (first) first.tabIndex = 0; }
      };
      const grids = $$('table.grid');
      grids.forEach(prepare);
      document.addEventListener('keydown', event => {
        const button = event.target, cell = button.closest?.('.grid td');
        const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
        if (!cell || !step) return;
        let row = cell.parentElement, column = cell.cellIndex;
        for (;;) {
          row = step[0] > 0 ? row.nextElementSibling : step[0] < 0 ? row.previousElementSibling : row;
          column += step[1];
          const next = row?.cells[column];
          if (!next) return;
          if (row.hidden || !$('button', next)) continue;
          event.preventDefault();
          button.tabIndex = -1;
          $('button', next).tabIndex = 0;
          $('button', next).focus();
          return;
        }
      });
      const dialog = $('#why');
      const tell = cell => {
        const grid = cell.closest('table'), name = grid.dataset.t, table = data.tables[name], row = cell.parentElement;
        const count = Number(grid.dataset.d), index = cell.cellIndex - 1 - count;
        const [measure, formula, record] = table.measures[index];
        const quote = text => /^[\w.@%+\/:=-]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'";
        const values = new Map(table.measures.map((other, at) => [other[0], row.cells[1 + count + at]?.textContent]));
        const written = $$('tbody tr', $('.formulas[data-t="' + name + '"]'))[index].cells[1].cloneNode(true);
        $$('var', written).forEach(part => part.replaceWith(values.get(part.textContent) ?? part.textContent));
        const filled = written.textContent.trim();
        const split = table.keys.map((key, at) => [key, row.cells[1 + at].dataset.v ?? row.cells[1 + at].textContent.trim()]);
        const wave = split.find(([key]) => key === 'wave')?.[1] ?? table.wave ?? '';
        const isWhole = row.classList.contains('whole');
        const group = !table.is_direct ? undefined : data.records[[record, wave, row.dataset.k].join(' ')]
          ?? (isWhole ? data.records[[record, wave, ''].join(' ')] : undefined);
        const facts = [];
        const add = (zh, en, ...content) => facts.push(make('dt', {}, words(zh, en)), make('dd', {}, ...content));
        const code = text => make('code', { textContent: text });
        add('统计表', 'Table', code(name + '.' + measure));
        add('计算公式', 'Formula', code(formula));
        if (filled !== formula) add('代入', 'With values', code(filled + ' = ' + cell.textContent));
        add('记录', 'Records', code(record));
        if (table.filter) add('统计范围', 'Records counted', code(table.filter));
        if (wave) add('调查期', 'Wave', wave);
        add('地域口径', 'Places of', table.base);
        if (group) {
          const [clean, held, ...sources] = group;
          add('该地区的有效记录', 'Clean records of the place', grouped(String(clean)));
          add('隔离的记录', 'In quarantine', grouped(String(held)));
          const shown = sources.slice(0, 8).map(file => data.files[file]).join('\n');
          const more = sources.length > 8 ? '\n… +' + (sources.length - 8) : '';
          const list = make('dd', {});
          (shown + more).split('\n').forEach(line => list.append(code(line), make('br')));
          facts.push(make('dt', {}, words('来源文件', 'Files')), list);
        }
        $$('tr[data-f]')
          .filter(line => line.dataset.f === [name, measure, row.dataset.k].join(' ')
            && line.cells[5].textContent.trim() === cell.textContent)
          .forEach(line => add('报告', 'Report', line.cells[1].textContent.trim() + ' (' + line.cells[7].textContent.trim() + '): ', ...[...line.cells[0].childNodes].map(node => node.cloneNode(true))));
        const conditions = [['code', row.dataset.k], ...split].map(([key, value]) => ' --row ' + quote(key + '=' + value));
        // The run of this page, whatever has become the latest since.
        const folder = location.protocol === 'file:' ? decodeURIComponent(location.pathname).replace(/\/[^\/]*$/, '') : data.run;
        add('完整来源', 'All of it', code('millet why ' + quote(folder) + ' ' + name + conditions.join('') + ' --column ' + measure));
        const close = make('button', { type: 'button' }, words('关闭', 'Close'));
        close.addEventListener('click', () => dialog.close());
        const head = grid.tHead.rows[0].cells[cell.cellIndex];
        const title = make('h2', { id: 'why-title' });
        (head.querySelector('button') ?? head).childNodes.forEach(node => title.append(node.cloneNode(true)));
        dialog.replaceChildren(title,
          make('p', { className: 'figure', textContent: cell.textContent }),
          make('p', { textContent: row.cells[0].textContent + split.map(([, value]) => ' · ' + value).join('') }),
          make('dl', {}, ...facts), close);
        dialog.showModal();
      };

      // Sorting
      grids.forEach(grid => {
        [...grid.tHead.rows[0].cells].forEach((head, column) => {
          const button = make('button', { type: 'button' });
          button.append(...head.childNodes);
          head.append(button);
          button.addEventListener('click', () => {
            const isDown = head.getAttribute('aria-sort') === 'descending' || (column === 0 && !head.hasAttribute('aria-sort'));
            [...grid.tHead.rows[0].cells].forEach(other => other.removeAttribute('aria-sort'));
            head.setAttribute('aria-sort', isDown ? 'ascending' : 'descending');
            const sign = isDown ? 1 : -1;
            const text = row => row.cells[column].textContent;
            const rows = $$('tbody tr', grid).map((row, at) => ({ row, at, number: number(text(row)), text: text(row) }));
            rows.sort((a, b) => {
              const whole = b.row.classList.contains('whole') - a.row.classList.contains('whole');
              if (whole) return whole;
              if (a.number !== null && b.number !== null) return sign * (a.number - b.number) || a.at - b.at;
              if (a.number !== null || b.number !== null) return a.number !== null ? -1 : 1;
              return sign * a.text.localeCompare(b.text, 'zh') || a.at - b.at;
            });
            grid.tBodies[0].append(...rows.map(entry => entry.row));
          });
        });
      });

      // Rows of narrower levels: what the archive has of them, and the elements that are made when they are shown.
      const narrower = async grid => {
        const text = (await files()).get(grid.dataset.t);
        if (text === undefined) return [];
        const [head, ...rows] = records(text), table = data.tables[grid.dataset.t];
        const first = head.length - table.measures.length, keys = table.keys.map(key => head.indexOf(key));
        const code = head.indexOf('code'), name = head.indexOf('name');
        return rows.slice($$('tbody tr:not(.narrow)', grid).length).map(row => {
          // What keeps a spreadsheet from taking a text for a formula is none of it.
          const bare = text => text.replace(/^'(?=[=+@\-\t\r])/, '');
          const around = row.slice(name + 2, first - keys.length).filter(text => text && text !== row[name]);
          const title = [...around, row[name]].map(bare).join(' · ');
          return { title, line: className => {
            const line = make('tr', { className });
            line.dataset.k = row[code];
            line.append(make('th', { scope: 'row', textContent: title }),
              ...keys.map(key => make('td', { textContent: bare(row[key]) })),
              ...row.slice(first).map(text => make('td', { textContent: text === 'withheld' ? '[c]' : grouped(bare(text)) })));
            return line;
          } };
        });
      };
      const rest = new Map();
      const restOf = grid => {
        if (!rest.has(grid)) rest.set(grid, narrower(grid));
        return rest.get(grid);
      };
      const unfold = async grid => {
        const lines = (await restOf(grid)).map(row => row.line('narrow'));
        $$('tr.narrow', grid).forEach(row => row.remove());
        [...grid.tHead.rows[0].cells].forEach(head => head.removeAttribute('aria-sort'));
        grid.tBodies[0].append(...lines);
        prepare(grid);
      };
      const label = (button, isOpen) => button.replaceChildren(isOpen
        ? words('收起较窄级别', 'Fold narrower levels') : words('展开较窄级别', 'Unfold narrower levels'));
      $$('button.more').forEach(button => {
        if (!window.DecompressionStream) return;
        const grid = $('table.grid[data-t="' + button.dataset.t + '"]');
        button.hidden = false;
        label(button, false);
        button.addEventListener('click', async () => {
          const isOpen = grid.dataset.open === undefined;
          if (isOpen) grid.dataset.open = ''; else delete grid.dataset.open;
          label(button, isOpen);
          if (isOpen) await unfold(grid); else $$('tr.narrow', grid).forEach(row => row.remove());
          search();
        });
      });

      // Search
      const box = $('#find'), found = $('#found');
      box.closest('label').hidden = false;
      const most = 50;
      const search = async () => {
        const wanted = box.value.trim().toLowerCase();
        const has = text => text.toLowerCase().includes(wanted);
        const others = wanted ? await Promise.all(grids.map(restOf)) : [];
        if (wanted !== box.value.trim().toLowerCase()) return;
        let count = 0;
        grids.forEach((grid, at) => {
          const article = grid.closest('article');
          $$('tr.found', grid).forEach(row => row.remove());
          const isTitled = wanted && [$('h3', article), grid.tHead].some(part => has(part.textContent));
          const rows = $$('tbody tr', grid);
          const hits = wanted ? rows.filter(row => has(row.cells[0].textContent)) : [];
          if (wanted && grid.dataset.open === undefined) {
            const more = others[at].filter(row => has(row.title)).slice(0, most).map(row => row.line('narrow found'));
            grid.tBodies[0].append(...more);
            hits.push(...more);
          }
          rows.forEach(row => { row.hidden = hits.length > 0 && !hits.includes(row); });
          prepare(grid);
          article.hidden = Boolean(wanted) && !isTitled && !hits.length;
          count += hits.length || (isTitled ? 1 : 0);
        });
        $$('section').forEach(section => {
          if (section.id === 'tables') return;
          section.hidden = Boolean(wanted);
        });
        found.replaceChildren(...(wanted ? [words(count + ' 处', count + ' found')] : []));
      };
      let wait;
      box.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(search, 150); });

      // Files
      $$('a.csv').forEach(link => {
        if ($('#all') && window.DecompressionStream) link.hidden = false;
        link.addEventListener('click', async event => {
          if (!$('#all') || !window.DecompressionStream) return;
          event.preventDefault();
          const text = (await files()).get(link.dataset.t);
          if (text === undefined) return;
          // The mark of UTF-8 that spreadsheets look for.
          const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }));
          make('a', { href: address, download: link.dataset.t + '.csv' }).click();
          setTimeout(() => URL.revokeObjectURL(address), 60000);
        });
      });
      document.addEventListener('click', event => {
        const cell = event.target.closest('.grid td');
        if (cell && $('button', cell)) tell(cell);
      });
    })();
    """#
}
