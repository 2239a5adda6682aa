import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Loaded before tests of the server: argon2id at the least it can cost, where it took up to a third of a file about sealed
 * offers. Which secret opens what is the same; what it costs is what the code asks for, and journeys pay it.
 */
const { argon2 } = crypto
const least = { memory: 8, passes: 1, parallelism: 1 }
crypto.argon2 = (algorithm, parameters, callback) => argon2(algorithm, { ...parameters, ...least }, callback)
syncBuiltinESMExports()
