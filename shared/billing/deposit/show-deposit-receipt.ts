import { amountInWords } from '../../china/amount-in-words.ts';
import { yuan } from '../../china/money.ts';
import { shanghaiDay } from '../../china/shanghai.ts';
import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { type PdfDocument, renderPdf } from '../../outside/pdf/simple-pdf.ts';
import type { Table } from '../../table/table.ts';
import type { billingContract } from '../contract.ts';
import { billingErrors } from '../errors.ts';
import { type Receipt, receiptEntity } from './receipt.ts';

/** The receipt as a PDF; the same bytes every time. */
export const showDepositReceipt: UseCase<
  typeof billingContract.showDepositReceipt,
  { table: Table }
> = async ({ input, actor }, { table }) => {
  const receipt = await receiptEntity.get(table, input.receiptId);
  if (!receipt || receipt.sellerId !== sellerOf(actor)) throw billingErrors.receipt_not_found();
  return {
    answer: {
      base64: Buffer.from(renderPdf(receiptDocument(receipt))).toString('base64'),
      fileName: `${receipt.number}.pdf`,
    },
  };
};

const receiptDocument = ({ number, payerName, sellerId, amountFen, issuedAt }: Receipt): PdfDocument => ({
  title: `保证金收据 ${number}`,
  footer: '本收据不是发票。 This receipt is not an invoice.',
  lines: [
    { text: '保证金收据', size: 22, align: 'center', bold: true },
    { text: 'Deposit receipt', size: 12, align: 'center', gapAfter: 16 },
    { rule: true },
    { text: `收据编号 No.：${number}` },
    { text: `交款单位 Received from：${payerName}（${sellerId}）` },
    { text: `收款事由 For：云市服务商保证金 Seller's deposit` },
    { text: `金额 Amount：人民币 ${yuan(amountFen)} 元 (CNY)`, bold: true },
    { text: `金额大写：人民币${amountInWords(amountFen)}` },
    { text: `收款日期 Date：${shanghaiDay(new Date(issuedAt))}` },
    { text: '收款方 Received by：云市 Yunshi' },
    { rule: true },
  ],
});
