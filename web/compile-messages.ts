/** Writes src/lib/paraglide from messages/, which the types and the checks need before any build. */
import { compile } from '@inlang/paraglide-js'
import { paraglide } from './paraglide.config.ts'

await compile(paraglide)
