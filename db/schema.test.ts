import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { describeOnBoth } from '../tests/support/bed.ts'
import { migrateToLatest } from './migrate.ts'
import { type PicturedColumn, picturedColumns, schemaPicture } from './picture.ts'

const folder = dirname(fileURLToPath(import.meta.url))

type TypedColumn = Omit<PicturedColumn, 'type'>

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** Every column that the TypeScript interface `DB` promises, read by the compiler itself. */
function typedColumns(): TypedColumn[] {
  const file = join(folder, 'tables/database.ts')
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(folder, '../tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    join(folder, '..'),
  )
  const program = ts.createProgram([file], config.options)
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  if (!source) throw new Error('tables/database.ts is not where this test looks')
  const exported = checker.getSymbolAtLocation(source)
  const db = exported && checker.getExportsOfModule(exported).find(symbol => symbol.name === 'DB')
  if (!db) throw new Error('tables/database.ts does not export DB')
  return checker
    .getDeclaredTypeOfSymbol(db)
    .getProperties()
    .flatMap(table =>
      checker
        .getTypeOfSymbol(table)
        .getProperties()
        .map((column): TypedColumn => {
          const text = column.declarations?.[0]?.getText() ?? ''
          const type = checker.getTypeOfSymbol(column)
          const generated = text.includes('GeneratedAlways<')
          return {
            table: snake(table.name),
            column: snake(column.name),
            nullable: type.isUnion() && type.types.some(part => (part.flags & ts.TypeFlags.Null) !== 0),
            hasDefault: /Generated(Always)?<|ColumnType<\w+, (never|string \| undefined)/.test(text),
            generated,
          }
        }),
    )
}

const sorted = (columns: TypedColumn[]) =>
  columns
    .map(
      ({ table, column, nullable, hasDefault, generated }) =>
        `${table}.${column}${nullable ? ' null' : ''}${generated ? ' generated' : hasDefault ? ' default' : ''}`,
    )
    .sort()

/** What the types promise is the same for both databases, and takes the compiler some seconds. */
let promised: TypedColumn[] | undefined

describeOnBoth('the schema', bed => {
  test('is the one in the picture that reviewers read', async () => {
    await expect(await schemaPicture(bed.db())).toMatchFileSnapshot('schema.picture.txt')
  })

  test('has exactly the columns that the types promise', async () => {
    promised ??= typedColumns()
    expect(sorted(promised)).toEqual(sorted(await picturedColumns(bed.db())))
  })

  test('is left alone by migrating again', async () => {
    expect(await migrateToLatest(bed.db())).toEqual([])
  })
})
