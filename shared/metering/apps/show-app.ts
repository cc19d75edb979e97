import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { meteringContract } from '../contract.ts';
import { maskedView } from './app.ts';
import { ownApp } from './own-app.ts';

export const showApp: UseCase<typeof meteringContract.showApp, { table: Table }> = async (
  { input, actor },
  { table },
) => ({
  answer: maskedView(await ownApp(table, input.appId, actor)),
});
