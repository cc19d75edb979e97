import type { UseCase } from '../../kernel/use-case.ts';
import { defaultCategories } from '../categories.ts';
import type { shelfContract } from './contract.ts';

type Category = { readonly id: string; readonly zh: string; readonly en: string };

const named = ({ id, zh, en }: Category) => ({ categoryId: id, zh, en });

export const listCategories: UseCase<typeof shelfContract.listCategories, object> = async () => ({
  answer: {
    items: defaultCategories.map((first) => ({ ...named(first), children: first.children.map(named) })),
  },
});
