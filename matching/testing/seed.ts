import fc from 'fast-check'

/**
 * Properties try the same cases in every run, so that a red one says what a change did. `PROPERTY_SEED=any` draws others,
 * a number those of that number: a failure names the one to give.
 */
const asked = process.env['PROPERTY_SEED']
const always = 20_261_129
const seed = asked === undefined ? always : Number(asked)
if (asked !== 'any' && !Number.isSafeInteger(seed))
  throw new Error(`PROPERTY_SEED is a whole number, or "any"; it is "${asked}"`)
if (asked !== 'any') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
