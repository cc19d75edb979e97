import type { Text } from '../../kernel/errors.ts';
import type { Order } from './order.ts';

/** What a pay page says that is paid: the first product by its name, and how many there are. */
export function paymentSubject({ orderId, lines }: Pick<Order, 'orderId' | 'lines'>): Text {
  const { productName } = lines[0].bought;
  const others = lines.length - 1;
  return {
    zh: `订单 ${orderId}：${productName}${others > 0 ? `等 ${lines.length} 件商品` : ''}`,
    en: `Order ${orderId}: ${productName}${others > 0 ? ` and ${others} more` : ''}`,
  };
}
