import { refusal } from '../../shared/error';
import type { Method } from '../../shared/ipc';
import type { NewCollection } from '../../shared/submission';
import { createCollection, findCollection, hasSubmissions, updateCollection } from '../storage/collections';
import { ownTargets } from '../storage/targets';
import type { HandlerContext, Handlers } from './context';
import { severalSchools } from './several-schools';

export function collectionHandlers(context: HandlerContext): Handlers<'collection'> {
  const { database, definitions, now } = context;
  const several = severalSchools(context);
  /** The page offers only what exists; anything else is not a clerk's mistake. */
  function refuseUnknown(method: Method, { edition, targetProfiles, methods = {} }: NewCollection): void {
    const own = ownTargets(database, targetProfiles);
    const profiles = new Set([...definitions.targetProfiles, ...own].map(({ id }) => id));
    const known = definitions.editions.some(({ id }) => id === edition && id !== 'local');
    const isMethod = ([indicator, method]: [string, string]) =>
      definitions.indicators.find(({ id }) => id === indicator)?.methods.some(({ id }) => id === method) ===
      true;
    const twice = new Set(targetProfiles).size < targetProfiles.length;
    if (!known || twice || !targetProfiles.every((id) => profiles.has(id)))
      throw refusal('app.badRequest', { method });
    if (!Object.entries(methods).every(isMethod)) throw refusal('app.badRequest', { method });
  }

  return {
    'collection.create': (collection) => {
      refuseUnknown('collection.create', collection);
      return createCollection(database, collection, now());
    },
    'collection.update': (collection) => {
      refuseUnknown('collection.update', collection);
      const { edition } = findCollection(database, collection.id);
      // Cells belong to the forms of their edition: changing it under a submission would hide what was filled.
      if (edition !== collection.edition && hasSubmissions(database, collection.id)) {
        throw refusal('app.badRequest', { method: 'collection.update' });
      }
      return updateCollection(database, collection, now());
    },
    'collection.overview': ({ collectionId }) => several.overview(collectionId),
    'collection.formAcross': ({ collectionId, form }) => several.formAcross(collectionId, form),
    'collection.stopLooking': () => {
      several.stop();
      return null;
    },
  };
}
