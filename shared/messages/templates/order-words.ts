import * as z from 'zod';

const text = z.object({ zh: z.string(), en: z.string() });

/** What the messages about an order need of its event. */
export const news = z.object({
  orderId: z.string(),
  amountFen: z.int(),
  buyerName: z.string().default(''),
  lines: z
    .array(
      z.object({
        entitlementId: z.string().optional(),
        productId: z.string().optional(),
        productName: z.string(),
        planName: z.string().default(''),
        optionName: text.optional(),
        quantity: z.int().default(1),
      }),
    )
    .min(1),
});

type Lines = Pick<z.output<typeof news>, 'lines'>;

/** The products of an order, as a sentence names them. */
export const productsOf = {
  zh: ({ lines }: Lines) => lines.map(({ productName }) => `“${productName}”`).join('、'),
  en: ({ lines }: Lines) => lines.map(({ productName }) => `"${productName}"`).join(', '),
};

/** What was ordered, each line of it. */
export const linesOf = {
  zh: ({ lines }: Lines) =>
    lines.map(
      ({ planName, optionName, quantity }) =>
        `规格：${planName}\n套餐包：${optionName?.zh ?? ''}\n数量：${quantity}`,
    ),
  en: ({ lines }: Lines) =>
    lines.map(
      ({ planName, optionName, quantity }) =>
        `Plan: ${planName}\nOption: ${optionName?.en ?? ''}\nQuantity: ${quantity}`,
    ),
};
