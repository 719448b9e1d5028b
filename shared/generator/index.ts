export { faultKinds } from './faults';
export type { FaultKind, InjectedFault } from './faults';
export { generateSchools } from './generate';
export type { GeneratedSchool, GeneratedYear, GenerateOptions } from './generate';
