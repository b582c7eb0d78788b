import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { root } from '../../build/root.ts';
import { expandPipeline } from './expand.ts';

// The keywords of Azure Pipelines that the pipelines use. Its published JSON schema has 1.6 MB, is in no npm package, and does not
// describe templates: a strict schema of what is used also finds unknown keywords.
const name = z.string().regex(/^\w+$/);
const branches = z.strictObject({ branches: z.strictObject({ include: z.array(z.string()).min(1) }) });
const pool = z.union([z.strictObject({ vmImage: z.string() }), z.strictObject({ name: z.string() })]);
const inline = z.strictObject({
  azureSubscription: z.string(),
  scriptType: z.literal('bash'),
  scriptLocation: z.literal('inlineScript'),
  inlineScript: z.string(),
});
const task = <const Id extends string, Inputs extends z.ZodType>(id: Id, inputs: Inputs) =>
  z.strictObject({ task: z.literal(id), displayName: z.string(), inputs });
const step = z.union([
  z.strictObject({ script: z.string(), displayName: z.string() }),
  z.strictObject({ checkout: z.literal('self') }),
  z.strictObject({ download: z.literal('current'), artifact: z.string() }),
  task('NodeTool@0', z.strictObject({ versionSpec: z.string() })),
  task('Cache@2', z.strictObject({ key: z.string(), restoreKeys: z.string(), path: z.string() })),
  task(
    'CopyFiles@2',
    z.strictObject({ SourceFolder: z.string(), Contents: z.string(), TargetFolder: z.string() }),
  ),
  task('PublishPipelineArtifact@1', z.strictObject({ targetPath: z.string(), artifact: z.string() })),
  task('AzureCLI@2', inline),
]);
const steps = z.array(step).min(1);
const common = { displayName: z.string(), timeoutInMinutes: z.int().optional(), pool: pool.optional() };
const job = z.strictObject({ job: name, ...common, dependsOn: name.optional(), steps });
const deployment = z.strictObject({
  deployment: name,
  ...common,
  environment: z.string(),
  strategy: z.strictObject({ runOnce: z.strictObject({ deploy: z.strictObject({ steps }) }) }),
});
const jobs = z.array(z.union([job, deployment])).min(1);
const stage = z.strictObject({
  stage: name,
  displayName: z.string(),
  dependsOn: z.union([name, z.array(name)]).optional(),
  jobs,
});
const head = {
  trigger: z.union([branches, z.literal('none')]),
  pr: z.union([branches, z.literal('none')]),
  pool,
};
const schedule = z.strictObject({
  cron: z.string().regex(/^\S+( \S+){4}$/),
  displayName: z.string(),
  ...branches.shape,
  always: z.boolean(),
});
const pipelineSchema = z.union([
  z.strictObject({ ...head, stages: z.array(stage).min(1) }),
  z.strictObject({ ...head, schedules: z.array(schedule).min(1), jobs }),
]);

const runs = {
  'a pull request': expandPipeline('azure-pipelines.yml', { 'Build.SourceBranch': 'refs/pull/1/merge' }),
  'the main branch': expandPipeline('azure-pipelines.yml', { 'Build.SourceBranch': 'refs/heads/main' }),
  'a release branch': expandPipeline('azure-pipelines.yml', { 'Build.SourceBranch': 'refs/heads/release/1' }),
  'a rollback': expandPipeline('pipelines/rollback.yml'),
  'the night': expandPipeline('pipelines/nightly.yml'),
};

const stagesOf = (run: keyof typeof runs) => z.object({ stages: z.array(stage) }).parse(runs[run]).stages;
const jobsOf = (run: keyof typeof runs) => {
  const parsed = pipelineSchema.parse(runs[run]);
  return 'stages' in parsed ? parsed.stages.flatMap((each) => each.jobs) : parsed.jobs;
};
const stepsOf = (each: z.output<typeof jobs>[number]) =>
  'steps' in each ? each.steps : each.strategy.runOnce.deploy.steps;
const linesOf = (each: z.output<typeof step>) => {
  if ('script' in each) return [each.script];
  return 'task' in each && each.task === 'AzureCLI@2' ? [each.inputs.inlineScript] : [];
};

describe.each(Object.keys(runs) as (keyof typeof runs)[])('the pipeline of %s', (run) => {
  test('has only known keywords and tasks', () => {
    expect(() => pipelineSchema.parse(runs[run])).not.toThrow();
  });

  test('calls only scripts and files of the repository', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const builtIn = ['ci', 'audit', 'test'];
    for (const line of jobsOf(run).flatMap(stepsOf).flatMap(linesOf)) {
      const [, script] = line.match(/^npm (?:run )?([\w-]+)/) ?? [];
      if (script && !builtIn.includes(script)) expect(scripts, line).toHaveProperty(script);
      const [, file] = line.match(/--file (\S+)/) ?? [];
      if (file) expect(existsSync(join(root, file)), line).toBe(true);
    }
  });

  test('installs the packages before it calls a script of the repository', () => {
    for (const each of jobsOf(run)) {
      const lines = stepsOf(each).flatMap(linesOf);
      const first = lines.findIndex((line) => /^npm (run|test)/.test(line));
      const install = lines.findIndex((line) => line.startsWith('npm ci'));
      if (first >= 0) expect(install).toBeLessThan(first);
      if (first >= 0) expect(install).toBeGreaterThanOrEqual(0);
    }
  });
});

test('stages have unique names and depend on earlier stages', () => {
  for (const run of ['a pull request', 'the main branch', 'a release branch', 'a rollback'] as const) {
    const known: string[] = [];
    for (const { stage: own, dependsOn = [] } of stagesOf(run)) {
      expect(known).not.toContain(own);
      for (const each of [dependsOn].flat()) expect(known).toContain(each);
      known.push(own);
    }
  }
});

test('a pull request is built only, main goes to dev, and a release branch to stage and then production', () => {
  const names = (run: keyof typeof runs) => stagesOf(run).map((each) => each.stage);
  expect(names('a pull request')).toEqual(['build']);
  expect(names('the main branch')).toEqual(['build', 'plan_dev', 'deploy_dev']);
  expect(names('a release branch')).toEqual([
    'build',
    'plan_stage',
    'deploy_stage',
    'plan_prod',
    'deploy_prod',
  ]);
  const production = stagesOf('a release branch').find((each) => each.stage === 'plan_prod');
  expect(production?.dependsOn).toBe('deploy_stage');
});

test('only the jobs of an environment, whose checks ask for approval, change a landscape', () => {
  const changing = /--deploy|npm run (deploy|rollback)/;
  for (const run of Object.keys(runs) as (keyof typeof runs)[])
    for (const each of jobsOf(run))
      if (
        stepsOf(each)
          .flatMap(linesOf)
          .some((line) => changing.test(line))
      )
        expect(each).toHaveProperty('environment');
});

test('the release is tested before it is published, and every landscape gets these files', () => {
  const [build, ...later] = stagesOf('a release branch');
  const steps = build ? build.jobs.flatMap(stepsOf) : [];
  const order = steps.map((each) => ('task' in each ? each.task : 'script' in each ? each.script : ''));
  expect(order.indexOf('npm test')).toBeLessThan(order.indexOf('PublishPipelineArtifact@1'));
  expect(order.indexOf('npm run package')).toBeLessThan(order.indexOf('PublishPipelineArtifact@1'));
  for (const each of later.flatMap((landscape) => landscape.jobs).filter((one) => 'deployment' in one)) {
    expect(stepsOf(each)).toContainEqual({ download: 'current', artifact: 'release' });
    expect(stepsOf(each).flatMap(linesOf).at(-1)).toMatch(/--release \$\(Pipeline\.Workspace\)\/release$/);
  }
});
