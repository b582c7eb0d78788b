import { makeStyles, tokens } from '@fluentui/react-components';

/** The layout that all screens share. */
export const useStyles = makeStyles({
  narrow: { maxWidth: '480px', margin: '0 auto', padding: `${tokens.spacingVerticalXXL} 0` },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  tight: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  spread: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  grow: { flexGrow: 1, minWidth: 0 },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalM,
  },
  card: {
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
  },
  list: { display: 'flex', flexDirection: 'column', margin: 0, padding: 0, listStyleType: 'none' },
  muted: { color: tokens.colorNeutralForeground3 },
  link: { color: tokens.colorBrandForegroundLink },
  name: { overflowWrap: 'anywhere' },
});
