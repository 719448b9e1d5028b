export { faultKinds } from './faults';
export type { FaultKind, InjectedFault } from './faults';
export { generateSchools } from './generate';
export type { GeneratedSchool, GenerateOptions } from './generate';
export type { GeneratedYear } from './submit';
