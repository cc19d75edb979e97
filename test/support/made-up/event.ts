import type { DomainEvent } from '../../../shared/kernel/change.ts';
import { happened } from '../../../shared/kernel/events/define-events.ts';

/** An event of a kind that a test makes up, or one that is told less than its kind tells. */
export const madeUpEvent = (name: string, data: object = {}): DomainEvent =>
  happened({ name, payload: {} }, data);
