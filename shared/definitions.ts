import type { Analysis } from './analysis';
import type { Bridge, Edition, Form } from './form';
import type { Indicator } from './indicator-definition';
import type { Standard } from './standard';
import type { TargetProfile } from './target-profile';

/** Everything under `resources/` that describes forms and figures, loaded once and frozen. Plain JSON: it crosses to the window as it is. */
export interface Definitions {
  readonly editions: readonly Edition[];
  readonly forms: Readonly<Record<string, Form>>;
  /** Edition of each form by its code. */
  readonly editionOf: Readonly<Record<string, string>>;
  readonly bridges: readonly Bridge[];
  readonly indicators: readonly Indicator[];
  /** Those that come with the program; a bureau's own are kept with its data. */
  readonly targetProfiles: readonly TargetProfile[];
  readonly standards: readonly Standard[];
  readonly analyses: readonly Analysis[];
}
