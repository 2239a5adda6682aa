/** What firms are to one operation of the catalogue, worked out once for all that are equipped alike for it. */
import { capability } from './capability.ts'
import { type Ability, abilityOf, type Equipment, nothing } from './equipment.ts'
import { compileFirm, type CompiledFirm } from './firm.ts'
import { nobody } from './nobody.ts'
import type { Reference, ReferenceOperation } from './reference.ts'

export class Abilities {
  readonly #reference: Reference
  readonly #operation: ReferenceOperation
  readonly #telling: Telling
  /** By number of equipment: 1 + the place of its ability in the list; 0 is not worked out yet. */
  #numbers = new Uint16Array(64)
  readonly #list: Ability[] = []
  readonly #byKey = new Map<string, number>()
  readonly #byContent = new Map<string, number>()

  constructor(reference: Reference, operation: ReferenceOperation) {
    this.#reference = reference
    this.#operation = operation
    this.#telling = new Telling(reference, operation)
  }

  /** By number of equipment, for so many: the number of its ability. Those that are not known yet are worked out by `workOut`. */
  numbers(length: number, workOut: (number: number) => Ability): Uint16Array {
    for (let number = 0; number < length; number++) if (!this.#numbers[number]) workOut(number)
    return this.#numbers
  }

  /** The ability of an equipment, by its number, where it was worked out. */
  known(number: number): Ability | undefined {
    return this.#list[(this.#numbers[number] ?? 0) - 1]
  }

  /** Works it out. `example`: a firm equipped so. */
  workOut(number: number, equipment: Equipment, example: () => CompiledFirm): Ability {
    const key = this.#telling.of(equipment)
    let place = this.#byKey.get(key)
    if (place === undefined) {
      const ability = key === '' ? nothing : abilityOf(this.#reference, example(), this.#operation)
      place = this.#placeOf(ability)
      this.#byKey.set(key, place)
    }
    if (number >= this.#numbers.length) {
      const longer = new Uint16Array(2 * number)
      longer.set(this.#numbers)
      this.#numbers = longer
    }
    this.#numbers[number] = place + 1
    return this.#list[place] ?? nothing
  }

  #placeOf(ability: Ability): number {
    const content = JSON.stringify({ ...ability, rules: ability.rules.map(({ id }) => id) })
    const known = this.#byContent.get(content)
    if (known !== undefined) return known
    const place = this.#list.push({ ...ability, number: this.#list.length + 1 }) - 1
    this.#byContent.set(content, place)
    return place
  }
}

/** What of an equipment tells for an operation: the machine types and trades that may have a part in it. */
class Telling {
  readonly #reference: Reference
  readonly #operation: ReferenceOperation
  readonly #family: string | null
  readonly #byHand: boolean
  readonly #knowing: Set<string>
  readonly #signs = new Map<string, string>()
  readonly #types = new Map<string, boolean>()
  readonly #trades = new Map<string, boolean>()

  constructor(reference: Reference, operation: ReferenceOperation) {
    const { methods, materialFamily } = operation.operation
    const processes = methods.flatMap(({ process }) => reference.processes.get(process) ?? [])
    this.#reference = reference
    this.#operation = operation
    this.#family = materialFamily
    this.#byHand = processes.some(process => process.byHand)
    this.#knowing = new Set(processes.flatMap(({ trades }) => trades))
  }

  /** Says the same of equipments that are the same for the operation; empty where nothing has a part in it. */
  of({ isInclusive, workedMaterials, sites }: Equipment): string {
    // Joined at the end: a string that is added to piece by piece is kept in all of its pieces.
    const signs: string[] = []
    for (const { cleanRoom, machines, pools } of sites) {
      const types = machines.filter(({ type }) => this.#tells(type))
      if (types.length === 0 && (!this.#byHand || pools.length === 0)) continue
      signs.push(cleanRoom ? '+' : '-', this.#byHand && pools.length > 0 ? 'hands' : '')
      for (const { what } of types) signs.push(this.#sign(what))
      for (const { trade, assumedFor, what } of pools) {
        if (trade === null ? this.#tells(assumedFor ?? '') : this.#isLearning(trade))
          signs.push(this.#sign(what))
      }
    }
    if (signs.length === 0) return ''
    const works = this.#family !== null && workedMaterials.includes(this.#family)
    return [isInclusive ? 'inclusive' : '', works ? 'works' : '', ...signs].join('')
  }

  /** One letter for each that tells: keys are kept, and there are thousands. */
  #sign(what: string): string {
    let sign = this.#signs.get(what)
    if (sign === undefined) this.#signs.set(what, (sign = String.fromCharCode(256 + this.#signs.size)))
    return sign
  }

  /** Tried out with people who are trained for it. */
  #tells(type: string): boolean {
    let tells = this.#types.get(type)
    if (tells === undefined) this.#types.set(type, (tells = this.#hasPart(type, null)))
    return tells
  }

  /** Tried out at every machine type that tells. */
  #isLearning(trade: string): boolean {
    let learns = this.#trades.get(trade)
    if (learns === undefined) {
      const types = [...this.#reference.machineTypes.keys()]
      learns = this.#knowing.has(trade) || types.some(type => this.#tells(type) && this.#hasPart(type, trade))
      this.#trades.set(trade, learns)
    }
    return learns
  }

  #hasPart(type: string, trade: string | null): boolean {
    const place = { latitude: 0, longitude: 0, precision: 'area', commune: '', department: '' } as const
    const machines = [{ type, count: 1, hoursPerWeek: 1 }]
    const workforce = trade === null ? [] : [{ trade, people: 1, hoursPerWeek: 1 }]
    const site = { id: '', name: '', place, machines, workforce, cleanRoom: true }
    const workedMaterials = this.#family === null ? [] : [this.#family]
    const tried = compileFirm({ ...nobody, sites: [site], workedMaterials }, this.#reference)
    const { routes, rules } = capability(this.#reference, tried, this.#operation)
    return routes.some(({ machine }) => machine !== null) || (trade === null && rules.length > 0)
  }
}
