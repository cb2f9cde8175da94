import { Code, NativeSelect, Radio, SimpleGrid, Stack, Table, TextInput } from '@mantine/core'
import type { ConnectionForm } from '../hooks/useConnectionForm'
import { FIELD_LABELS, PRESET_CHOICES, TEXT_FORMAT_CHOICES } from '../presets'
import type { Settings } from '../settings'
import { formatInWords } from '../textFormat'

const COLUMNS = ['control_id', 'control_name', 'system', 'system_name', 'system_table'] as const

/** Which table and columns hold the statements: a preset, or names typed in. */
export function LayoutFields({ form }: { form: ConnectionForm }) {
  const { connection, settings, change, choosePreset, errorOf } = form
  return (
    <Stack>
      <Radio.Group
        label={FIELD_LABELS.preset}
        value={settings.preset}
        onChange={(value) => choosePreset(value)}
        error={errorOf('preset')}
      >
        <Stack gap="xs" mt="xs">
          {PRESET_CHOICES.map((choice) => (
            <Radio key={choice.value} {...choice} />
          ))}
        </Stack>
      </Radio.Group>
      {settings.preset === 'custom' ? <CustomLayout form={form} /> : <PresetLayout settings={settings} />}
      <NativeSelect
        label={FIELD_LABELS.text_format}
        description={
          settings.text_format === 'auto' && connection.text_format === 'auto'
            ? formatInWords(connection)
            : 'To find it out, the connection test asks the dictionary of ServiceNow, or looks at the texts.'
        }
        data={TEXT_FORMAT_CHOICES}
        value={settings.text_format}
        onChange={(event) => change({ text_format: event.currentTarget.value as Settings['text_format'] })}
        error={errorOf('text_format')}
      />
    </Stack>
  )
}

function PresetLayout({ settings }: { settings: Settings }) {
  const rows: [string, string][] = [
    [FIELD_LABELS.table, settings.table],
    [FIELD_LABELS.content_field, settings.content_field],
    ...COLUMNS.map((name): [string, string] => [FIELD_LABELS[`mapping.${name}`], settings.mapping[name]]),
  ]
  return (
    <Table variant="vertical" withTableBorder aria-label="Columns of this preset">
      <Table.Tbody>
        {rows.map(([label, name]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" w="40%">
              {label}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{name ? <Code>{name}</Code> : 'none'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function CustomLayout({ form: { settings, change, changeMapping, errorOf } }: { form: ConnectionForm }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        label={FIELD_LABELS.table}
        required
        value={settings.table}
        onChange={(event) => change({ table: event.currentTarget.value })}
        error={errorOf('table')}
      />
      <TextInput
        label={FIELD_LABELS.content_field}
        required
        value={settings.content_field}
        onChange={(event) => change({ content_field: event.currentTarget.value })}
        error={errorOf('content_field')}
      />
      {COLUMNS.map((name) => (
        <TextInput
          key={name}
          label={FIELD_LABELS[`mapping.${name}`]}
          required={name.startsWith('control')}
          value={settings.mapping[name]}
          onChange={(event) => changeMapping({ [name]: event.currentTarget.value })}
          error={errorOf(`mapping.${name}`)}
        />
      ))}
    </SimpleGrid>
  )
}
