import { type Story, Unexpected } from './story.ts';

export type PageAnswer = {
  readonly callback: Record<string, unknown>;
  readonly answer?: { readonly status: number; readonly body: string };
};

/** Opens the sandbox's pay page as a browser does and presses one of its buttons; tells what the marketplace answered to the callback. */
export async function pressOnPayPage(
  story: Story,
  payUrl: string,
  action: 'pay' | 'cancel' | 'forge',
): Promise<PageAnswer> {
  const page = await fetch(payUrl);
  if (!page.ok) throw new Unexpected(`the pay page answered ${page.status}`);
  const ticket = /name="ticket" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const startedAt = performance.now();
  const pressed = await fetch(new URL('pay', payUrl), {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ ticket, action, lang: 'zh' }),
  });
  const sent = (await pressed.json()) as PageAnswer;
  story.exchange(
    `pay page: ${action}`,
    `the marketplace answered ${sent.answer?.status} to the callback`,
    performance.now() - startedAt,
  );
  return sent;
}
