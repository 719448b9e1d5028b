export { generateSchools } from './generate';
export type { GeneratedSchool, GeneratedYear, GenerateOptions } from './generate';
