import { escapeHtml } from '../http/escape-html.ts';
import type { People } from './people.ts';

/** The page where one chooses who to be: a plain form, so that programs can post it too (`person` = the role). */
export function signInPage(applicationName: string, uid: string, people: People): string {
  const buttons = Object.entries(people).map(
    ([role, { name, email }]) =>
      `<button name="person" value="${escapeHtml(role)}"><b>${escapeHtml(name)}</b> <span>${escapeHtml(role)} · ${escapeHtml(email)}</span></button>`,
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(applicationName)} · 本地登录 / Local sign-in</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 12vh auto; padding: 0 1rem; color: #1c2733 }
button { display: block; width: 100%; margin: .6rem 0; padding: .8rem 1rem; text-align: left; font: inherit; border: 1px solid #b8c4d0; border-radius: .5rem; background: #fff; cursor: pointer }
button:hover, button:focus { border-color: #0b66d0 }
span { color: #5a6876; font-size: .875rem }
</style></head>
<body><h1>选择身份<br><small lang="en">Sign in as</small></h1>
<form method="post" action="/interaction/${escapeHtml(uid)}">${buttons.join('\n')}</form>
<p><span>仅限本机运行，无需密码。 <span lang="en">Local run only, no password.</span></span></p></body></html>`;
}
