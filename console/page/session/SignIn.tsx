import { Button, Field, Input, Title3 } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../shared/Problem.tsx';
import { useStyles } from '../../shared/styles.ts';
import { signIn } from './token.ts';

/** Takes a token, where browsers cannot register by themselves. */
export function SignIn() {
  const styles = useStyles();
  const [entered, setEntered] = useState('');
  const signing = useMutation({ mutationFn: signIn });
  return (
    <form
      className={`${styles.narrow} ${styles.tight}`}
      onSubmit={(event) => {
        event.preventDefault();
        signing.mutate(entered.trim());
      }}
    >
      <Title3 as="h1">Sign in</Title3>
      <p>This server does not register browsers by themselves. Ask its operator for a token.</p>
      <Field
        label="Token"
        hint="An API token, a registration token, or the token of a device. It stays in this browser."
      >
        <Input
          type="password"
          autoComplete="off"
          value={entered}
          onChange={(_, { value }) => setEntered(value)}
        />
      </Field>
      {signing.error && <Problem error={signing.error} />}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabled={entered.trim() === '' || signing.isPending}>
          Sign in
        </Button>
      </div>
    </form>
  );
}
