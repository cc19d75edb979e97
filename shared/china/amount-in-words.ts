const digits = '零壹贰叁肆伍陆柒捌玖';
const digit = (value: number): string => digits.charAt(value);
const places = ['仟', '佰', '拾', ''];
const groups = ['亿', '万', ''];

/** A number below ten thousand; zeros inside are one 零. */
const groupInWords = (group: number): string =>
  [...String(group).padStart(4, '0')]
    .map((sign, place) => (sign === '0' ? '零' : `${digit(Number(sign))}${places[place]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');

/** An amount in fen (below one trillion yuan) as Chinese receipts write it, safe from a changed digit: `贰仟元整`, `壹佰零伍元叁角整`. */
export function amountInWords(amountFen: number): string {
  const whole = Math.floor(amountFen / 100);
  const parts = [Math.floor(whole / 100_000_000), Math.floor(whole / 10_000) % 10_000, whole % 10_000];
  const words = parts
    .map((part, place) => (part === 0 ? '零' : `${groupInWords(part)}${groups[place]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '');
  const [jiao, fen] = [Math.floor(amountFen / 10) % 10, amountFen % 10];
  const yuan = words === '' ? '' : `${words}元`;
  if (jiao === 0 && fen === 0) return `${yuan || '零元'}整`;
  const tenths = jiao > 0 ? `${digit(jiao)}角` : yuan && '零';
  return `${yuan}${tenths}${fen > 0 ? `${digit(fen)}分` : '整'}`;
}
