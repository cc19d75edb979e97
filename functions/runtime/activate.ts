import type { Terms } from '../../shared/catalogue/published.ts';
import type { AccessOf, Begin, EndRight } from '../../shared/orders/ports.ts';
import type { Table } from '../../shared/table/table.ts';
import { type Activation, activations, type Surroundings } from './activations.ts';

const activationOf = ({ type }: Terms): Activation<Terms> => activations[type] as Activation<Terms>;

export const begin: Begin = (right) => activationOf(right.bought.terms).begin(right.bought.terms, right);

export const endRight =
  (table: Table): EndRight =>
  (right) =>
    activationOf(right.bought.terms).end(right.bought.terms, right, table);

export const accessOf =
  (surroundings: Surroundings): AccessOf =>
  (terms) =>
    activationOf(terms).access(terms, surroundings);
