import type { Terms } from '../../shared/catalogue/published.ts';
import type { AccessOf, Begin } from '../../shared/orders/ports.ts';
import { type Activation, activations, type Surroundings } from './activations.ts';

const activationOf = ({ type }: Terms): Activation<Terms> => activations[type] as Activation<Terms>;

export const begin: Begin = (right) => activationOf(right.bought.terms).begin(right.bought.terms, right);

export const accessOf =
  (surroundings: Surroundings): AccessOf =>
  (terms) =>
    activationOf(terms).access(terms, surroundings);
