import type { UseCase } from '../../kernel/use-case.ts';
import type { sellersContract } from '../contract.ts';
import { blankStatement } from './blank-statement.ts';

export const downloadStatementForm: UseCase<
  typeof sellersContract.downloadStatementForm,
  unknown
> = async () => ({
  answer: {
    base64: Buffer.from(blankStatement()).toString('base64'),
    fileName: '自主研发声明（空白表）.pdf',
  },
});
