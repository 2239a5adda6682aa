/** Reads the law of public buying that ships with this version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { readRecords } from '../catalogue/load.ts'
import {
  type BuyingLimit,
  BuyingLimitSchema,
  type BuyingPool,
  BuyingPoolSchema,
  type BuyingRule,
  BuyingRuleSchema,
  type FundingScheme,
  FundingSchemeSchema,
} from './schema.ts'

const text = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8')

/** The law of public buying as dated data: rules by which a procedure is proposed, other limits, and forms of buying together. */
export interface Law {
  rules: BuyingRule[]
  limits: BuyingLimit[]
  pools: BuyingPool[]
}

/** The schemes that pay for reorientations as they ship; throws where the file is not as expected. */
export function loadSchemes(): FundingScheme[] {
  const file = 'funding-schemes.json'
  return readRecords(Type.Array(FundingSchemeSchema), file, text(file))
}

/** The law that ships, in the order of the files; throws where a file is not as expected. */
export function loadLaw(): Law {
  const [rules, limits, pools] = ['buying-rules.json', 'buying-limits.json', 'buying-pools.json'] as const
  return {
    rules: readRecords(Type.Array(BuyingRuleSchema), rules, text(rules)),
    limits: readRecords(Type.Array(BuyingLimitSchema), limits, text(limits)),
    pools: readRecords(Type.Array(BuyingPoolSchema), pools, text(pools)),
  }
}
