import type { UseCase } from '../../kernel/use-case.ts';
import { defaultCategories } from '../categories.ts';
import type { shelfContract } from './contract.ts';

export const listCategories: UseCase<typeof shelfContract.listCategories, object> = async () => ({
  answer: { items: defaultCategories.map((first) => ({ ...first, children: [...first.children] })) },
});
