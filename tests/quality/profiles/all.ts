import type { Profile } from '../golden.ts'
import { garmentMakers } from './garment-makers.ts'
import { inventedIndustry } from './invented-industry.ts'
import { inventedSewing } from './invented-sewing.ts'
import { inventedSpecialists } from './invented-specialists.ts'
import { littleSaid } from './little-said.ts'
import { millsAndPlastics } from './mills-and-plastics.ts'

/** The whole golden set: real firms as they described themselves before 2020, and invented ones. */
export const profiles: Profile[] = [
  ...garmentMakers,
  ...millsAndPlastics,
  ...littleSaid,
  ...inventedSewing,
  ...inventedIndustry,
  ...inventedSpecialists,
]
