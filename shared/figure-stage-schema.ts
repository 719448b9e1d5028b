import { z } from 'zod';
import { figureStages } from './figure-stage';

export const figureStageSchema = z.enum(figureStages);
