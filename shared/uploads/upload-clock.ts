import { happened } from '../kernel/events/define-events.ts';
import type { ObjectStore } from '../outside/objects/object-store.ts';
import { type Clock, clockOf } from '../table/clock.ts';
import { uploadEvents } from './events.ts';
import { incomingKey, keptKeyOf } from './object-keys.ts';
import type { UploadsRules } from './rules.ts';
import { removing, uploadEntity } from './upload.ts';

type Deps = { readonly objects: ObjectStore; readonly rules: UploadsRules };

/**
 * A file goes that nothing refers to after a day (`docs/rules/2-catalogue.md`, "Uploads"). First the record says that it goes, so that
 * nothing can be attached to it any more; the next run takes the file and then the record. Each step may be repeated.
 */
export const uploadClock = ({ objects, rules }: Deps): Clock =>
  clockOf(uploadEntity, {
    async removal(upload) {
      const { uploadId, ownerId, purpose } = upload;
      if (upload.status !== 'removing') {
        const event = happened(uploadEvents.uploadRemoved, { uploadId, ownerId, purpose });
        return { changes: [uploadEntity.save(upload, removing(upload), event)] };
      }

      await Promise.all([
        objects.remove(incomingKey(uploadId)),
        objects.remove(keptKeyOf(upload, rules.purposes)),
      ]);
      return { changes: [uploadEntity.remove(upload)] };
    },
  });
