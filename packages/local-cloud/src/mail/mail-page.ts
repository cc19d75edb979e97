import { escapeHtml } from '../http/escape-html.ts';
import type { Mail } from './capture.ts';

const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733 }
td { padding: .3rem .8rem .3rem 0; vertical-align: top }
pre, iframe { box-sizing: border-box; width: 100%; border: 1px solid #b8c4d0; border-radius: .5rem; background: #fff }
pre { padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere }
iframe { height: 32rem }
</style></head>
<body>${body}</body></html>
`;

/** The captured mails, newest first, each leading to its own page. */
export function mailList(mails: readonly Mail[]): string {
  const rows = mails.map(
    ({ id, at, to, subject }) =>
      `<tr><td>${escapeHtml(at)}</td><td>${escapeHtml(to.join(', '))}</td><td><a href="?id=${encodeURIComponent(id)}">${escapeHtml(subject)}</a></td></tr>`,
  );
  return page('邮件 / Mail', `<h1>邮件 <small lang="en">Mail</small></h1><table>${rows.join('\n')}</table>`);
}

/** One mail with its parts. The HTML part runs no script and reaches nothing of the page around it. */
export function mailPage({ at, from, to, subject, text, html }: Mail): string {
  const head = Object.entries({ From: from, To: to.join(', '), Date: at })
    .map(([name, value]) => `<tr><td>${name}</td><td>${escapeHtml(value)}</td></tr>`)
    .join('');
  const parts = [
    html === undefined ? '' : `<h2>HTML</h2><iframe sandbox srcdoc="${escapeHtml(html)}"></iframe>`,
    text === undefined ? '' : `<h2>Text</h2><pre>${escapeHtml(text)}</pre>`,
  ];
  return page(subject, `<h1>${escapeHtml(subject)}</h1><table>${head}</table>${parts.join('')}`);
}
