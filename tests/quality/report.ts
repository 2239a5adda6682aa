/**
 * `pnpm quality`: how good the engine's answers are on the golden set, by class of profile; then the worst, with what was
 * expected and what came (grade after each); one JSON line last.
 */
import { classes } from './golden.ts'
import {
  type Measured,
  type MeasuredSet,
  measureNeeds,
  measureNothing,
  measureProfiles,
  measureSecond,
  measureThird,
} from './measure.ts'
import { mean } from './scores.ts'

const worstShown = 12
const print = (line: string) => process.stdout.write(`${line}\n`)
const rounded = (value: number) => Math.round(value * 1000) / 1000

interface Summary {
  count: number
  ndcg10: number
  hit1: number
  hit5: number
}

const summary = (list: Measured[]): Summary => ({
  count: list.length,
  ndcg10: rounded(mean(list.map(({ ndcg }) => ndcg))),
  hit1: rounded(mean(list.map(({ hit1 }) => Number(hit1)))),
  hit5: rounded(mean(list.map(({ hit5 }) => Number(hit5)))),
})

const row = (name: string, { count, ndcg10, hit1, hit5 }: Summary) =>
  `${name.padEnd(14)}${String(count).padStart(6)}${[ndcg10, hit1, hit5].map(value => value.toFixed(3).padStart(9)).join('')}`

const listed = (list: Measured['came']) => list.map(([id, grade]) => `${id} ${grade}`).join(', ') || 'nothing'

const found = measureProfiles()
const nothing = measureNothing()
const called = measureNeeds()
const [second, third] = [measureSecond(), measureThird()]
const byClass = classes.flatMap(name => {
  const own = found.filter(each => each.class === name)
  return own.length === 0 ? [] : [[name, summary(own)] as const]
})
const all = summary(found)
const byNeed = summary(called)
const ofSet = ({ profiles, texts }: MeasuredSet) => ({ profiles: summary(profiles), texts: summary(texts) })
const [bySecond, byThird] = [ofSet(second), ofSet(third)]

print(`${''.padEnd(14)} count  nDCG@10    hit@1    hit@5`)
for (const [name, values] of byClass) print(row(name, values))
print(row('all profiles', all))
print(row('needs', byNeed))
print(row('2nd, profiles', bySecond.profiles))
print(row('2nd, texts', bySecond.texts))
print(row('3rd, profiles', byThird.profiles))
print(row('3rd, texts', byThird.texts))
for (const line of second.wrong) print(`\nwrong: ${line}`)
for (const { id, product, score } of nothing)
  print(`\n${id} can make nothing, and is told ${product} ${score.toFixed(3)}`)
for (const { id, ndcg, expected, came } of [
  ...found,
  ...called,
  ...second.profiles,
  ...second.texts,
  ...third.profiles,
  ...third.texts,
]
  .sort((a, b) => a.ndcg - b.ndcg)
  .slice(0, worstShown)) {
  print(`\n${id}: ${ndcg.toFixed(3)}\n  expected ${listed(expected)}\n  came     ${listed(came)}`)
}
print(
  JSON.stringify({
    quality: { ...Object.fromEntries(byClass), all, needs: byNeed, second: bySecond, third: byThird },
    toldForNothing: nothing.length,
    wrong: { second: second.wrong.length, third: third.wrong.length },
  }),
)
