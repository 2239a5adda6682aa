import { nameOf } from '#lib/catalogue.svelte.ts'
import { list, number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { type Field, HERE, isObject, type Json, listIn, objectIn, textIn } from '../../fields.ts'
import { jsonOf } from '../../words.ts'

/** One entry that a change makes another of. */
export interface Difference {
  label: string
  before: string
  after: string
}

const nothing = () => m.catalogue_nothing()

/** A value in a few words. */
function said(value: Json | undefined, field: Field): string {
  if (value === null || value === undefined || value === '') return nothing()
  switch (field.type) {
    case 'texts': {
      const { fr, en } = objectIn(value)
      return `${textIn(fr)} / ${textIn(en)}`
    }
    case 'synonyms': {
      const { fr, en } = objectIn(value)
      return `${listIn(fr).map(textIn).join(', ')} / ${listIn(en).map(textIn).join(', ')}`
    }
    case 'figure': {
      const figure = objectIn(value)
      const amount =
        typeof figure['value'] === 'number' ? number(figure['value'], field.decimals ?? 3) : nothing()
      return (
        [amount, field.unit?.()].filter(Boolean).join(' ') +
        (figure['basis'] === 'sourced' ? ` (${textIn(figure['source'])})` : '')
      )
    }
    case 'number':
      return typeof value === 'number' ? number(value, field.decimals ?? 0) : nothing()
    case 'choice':
      return field.choices.find(([one]) => one === value)?.[1]() ?? textIn(value)
    case 'choices':
      return list(field.choices.filter(([one]) => listIn(value).includes(one)).map(([, called]) => called()))
    case 'flag':
      return value === true ? m.catalogue_yes() : m.catalogue_no()
    case 'one':
      return nameOf(field.kind, textIn(value))
    case 'many':
      return list(listIn(value).map(id => nameOf(field.kind, textIn(id)))) || nothing()
    case 'shares':
      return listIn(value)
        .map(share => (typeof share === 'number' ? `${number(share * 100, 0)} %` : ''))
        .join(', ')
    case 'strings':
      return listIn(value).map(textIn).join(', ') || nothing()
    case 'list':
      return m.catalogue_lines({ count: listIn(value).length })
    case 'steps':
    case 'form':
    case 'group':
      return m.catalogue_filled_in()
    default:
      return textIn(value)
  }
}

const same = (one: Json | undefined, two: Json | undefined) => JSON.stringify(one) === JSON.stringify(two)

/** What a change makes another of in an object, entry by entry, down to those that lie in its lists. */
function within(before: Json, after: Json, fields: readonly Field[], path: string): Difference[] {
  return fields.flatMap((field): Difference[] => {
    const at = (value: Json) => (field.key === HERE ? value : objectIn(value)[field.key])
    const [one, two] = [at(before), at(after)]
    if (same(one, two)) return []
    const label = [path, field.label()].filter(Boolean).join(' › ')
    if (field.type === 'list' && listIn(one).length === listIn(two).length) {
      return listIn(two).flatMap((entry, place) =>
        within(listIn(one)[place] ?? null, entry, field.fields, `${label} ${place + 1}`),
      )
    }
    if (field.type === 'group' && isObject(one ?? null) && isObject(two ?? null))
      return within(one ?? null, two ?? null, field.fields, label)
    if (field.type === 'form') {
      const form = field.forms.find(each => each.is(two ?? null))
      if (form !== undefined && form.is(one ?? null))
        return within(one ?? null, two ?? null, form.fields, label)
      const called = (value: Json | undefined) =>
        field.forms.find(each => each.is(value ?? null))?.label() ?? nothing()
      return [{ label, before: called(one), after: called(two) }]
    }
    return [{ label, before: said(one, field), after: said(two, field) }]
  })
}

/** What a change makes another of in a record, in the words of its form. */
export function differences(before: unknown, after: unknown, fields: readonly Field[]): Difference[] {
  return within(jsonOf(before), jsonOf(after), fields, '')
}
