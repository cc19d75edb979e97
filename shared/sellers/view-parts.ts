import * as z from 'zod';
import { markets } from './markets/market-rules.ts';

export const MarketName = z.enum(markets);

const text = z.string().optional();

export const ServiceHoursView = z.object({
  kind: z.enum(['5x8', '7x24', 'custom']),
  weekdays: z.array(z.int()).optional(),
  from: text,
  to: text,
});
