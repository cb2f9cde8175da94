import { NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core'
import type { ConnectionForm } from '../hooks/useConnectionForm'
import { AUTH_CHOICES, CREDENTIALS_OF, FIELD_LABELS } from '../presets'
import { isSecret, needsSecretsAgain, type Settings } from '../settings'

/** How the service account signs in, with only the fields that this way needs. */
export function SignInFields({ form }: { form: ConnectionForm }) {
  const { settings, change, errorOf } = form
  return (
    <Stack>
      <NativeSelect
        label={FIELD_LABELS.auth_method}
        data={AUTH_CHOICES}
        value={settings.auth_method}
        onChange={(event) => change({ auth_method: event.currentTarget.value as Settings['auth_method'] })}
        error={errorOf('auth_method')}
      />
      {CREDENTIALS_OF[settings.auth_method].map((name) =>
        isSecret(name) ? (
          <SecretInput key={name} name={name} form={form} />
        ) : (
          <TextInput
            key={name}
            label={FIELD_LABELS[name]}
            required
            autoComplete="off"
            value={settings[name]}
            onChange={(event) => change({ [name]: event.currentTarget.value })}
            error={errorOf(name)}
          />
        ),
      )}
    </Stack>
  )
}

function SecretInput({ name, form }: { name: 'password' | 'client_secret'; form: ConnectionForm }) {
  const { connection, settings, change, errorOf } = form
  const wasStored = Boolean(connection.instance_url) && CREDENTIALS_OF[connection.auth_method].includes(name)
  const isAskedAgain = wasStored && needsSecretsAgain(settings, connection)
  const isKept = wasStored && !isAskedAgain
  return (
    <PasswordInput
      label={FIELD_LABELS[name]}
      required={!isKept}
      description={descriptionOf(isKept, isAskedAgain)}
      autoComplete="new-password"
      value={settings[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
      error={errorOf(name)}
      visibilityToggleButtonProps={{
        'aria-label': `Show what you typed as ${FIELD_LABELS[name].toLowerCase()}`,
      }}
    />
  )
}

function descriptionOf(isKept: boolean, isAskedAgain: boolean): string {
  if (isKept) return 'Stored; leave empty to keep it. It is never shown.'
  if (isAskedAgain) return 'Type it again: the address or the way of signing in has changed.'
  return 'Stored safely and never shown.'
}
