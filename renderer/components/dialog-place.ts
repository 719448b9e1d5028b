import { createContext } from 'react';

/**
 * The element that dialogs open in; undefined for the document's own end. What stands in a modal dialog of the platform
 * opens its own in there: everything outside of it is out of reach.
 */
export const DialogPlace = createContext<Element | undefined>(undefined);
