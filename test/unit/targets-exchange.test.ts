import { expect, it } from 'vitest';
import { readDocument } from '../../shared/exchange';
import { errorSentence } from '../../shared/messages';
import { documentOfContent } from '../../shared/import/document';
import { profilesOf } from '../../shared/target-profile';
import type { TargetProfile } from '../../shared/target-profile';
import { shippedDefinitions } from '../support/definitions';
import { countyProfile } from '../support/own-profile';
import { round2026, village } from '../support/school';

const definitions = shippedDefinitions();

function read(round: Record<string, unknown>) {
  const { id: _school, ...school } = village;
  const { id: _round, ...collection } = round2026;
  const document = { school, collection: { ...collection, ...round }, forms: {} };
  return readDocument(definitions, document);
}

const round = { targetProfiles: [countyProfile.id, 'baoding_2012'], ownProfiles: [countyProfile] };

it('a document carries the bureau’s own profiles and the readings of its round, there and back', () => {
  const methods = { primary_dropout_rate: 'netflow' };
  const content = read({ ...round, methods });
  expect(content.problems).toEqual([]);
  expect(content.ownProfiles).toEqual([countyProfile]);
  expect(content.collection).toMatchObject({ methods, targetProfiles: round.targetProfiles });
  const { collection } = documentOfContent(definitions, content);
  expect(collection.ownProfiles).toEqual([countyProfile]);
  expect(readDocument(definitions, documentOfContent(definitions, content)).ownProfiles).toEqual([
    countyProfile,
  ]);
});

it('one that the round does not judge by is not carried on', () => {
  const content = read({ ...round, targetProfiles: ['baoding_2012'] });
  expect(documentOfContent(definitions, content).collection).not.toHaveProperty('ownProfiles');
});

it('a document of before, without own profiles, is read as it was', () => {
  const content = read({});
  expect(content).not.toHaveProperty('ownProfiles');
  expect(content.collection).not.toHaveProperty('methods');
  expect(content.problems).toEqual([]);
});

it('a profile that cannot be read is told, and the others are read', () => {
  const broken = {
    ...countyProfile,
    id: 'own-brokenxx@1',
    thresholds: [{ indicator: 'primary_dropout_rate' }],
  };
  const { problems, ownProfiles } = read({ ...round, ownProfiles: [broken, countyProfile] });
  expect(ownProfiles).toEqual([countyProfile]);
  expect(problems.map(({ severity, error }) => [severity, error.code])).toEqual([
    ['error', 'document.badProfile'],
  ]);
  expect(problems[0] && errorSentence(problems[0].error)).toContain(
    '第 1 条（小学辍学率）：“学段”应是文字，不能空',
  );
});

it('an indicator that this program does not have, and a profile that nobody has, are told', () => {
  const [first] = countyProfile.thresholds;
  const foreign = { ...countyProfile, thresholds: [first, { ...first, indicator: 'of_a_newer_program' }] };
  const told = read({ targetProfiles: [countyProfile.id, 'own-unknownx@1'], ownProfiles: [foreign] });
  expect(told.problems.map(({ severity, error }) => [severity, error.code])).toEqual([
    ['notice', 'document.foreignProfile'],
    ['notice', 'document.unknownProfile'],
  ]);
  expect(told.ownProfiles).toHaveLength(1);
});

const shipped = definitions.targetProfiles.find(({ id }) => id === 'cn_dropout_control_2017');
if (shipped === undefined) throw new Error('no shipped profile');

it('an own profile under the id of a shipped one is told, and the shipped one judges', () => {
  const lax = {
    ...countyProfile,
    id: shipped.id,
    thresholds: [{ indicator: 'junior_dropout_rate', stage: '初中', op: '<=', value: 50, unit: '%' }],
  };
  const told = read({ targetProfiles: [shipped.id], ownProfiles: [lax] });
  expect(told.problems.map(({ severity, error }) => [severity, error.code])).toEqual([
    ['error', 'document.shippedProfile'],
  ]);
  expect(told.problems.map(({ error }) => errorSentence(error))).toEqual([
    `文件带来的目标方案「${countyProfile.name}」用了程序自带的“${shipped.name}”的编号 ${shipped.id}，内容却不同。没有读取，仍按自带的判定；要用它，请先换一个编号。`,
  ]);
  expect(told).not.toHaveProperty('ownProfiles');
  expect(profilesOf([shipped.id], definitions.targetProfiles, [lax as TargetProfile])).toEqual([shipped]);
});

it('a shipped profile that travels along is no news', () => {
  const told = read({ targetProfiles: [shipped.id], ownProfiles: [shipped] });
  expect(told.problems).toEqual([]);
  expect(told).not.toHaveProperty('ownProfiles');
});

it('readings that the round names and nobody knows are told and left out', () => {
  const methods = {
    primary_dropout_rate: 'netflow',
    junior_dropout_rate: 'nothing',
    of_a_newer_program: 'form',
    constructor: 'name',
  };
  const told = read({ methods });
  expect(told.collection.methods).toEqual({ primary_dropout_rate: 'netflow' });
  expect(told.problems.map(({ severity, error }) => [severity, errorSentence(error)])).toEqual([
    ['notice', '本轮采用的口径：初中辍学率没有口径“nothing”。这一项没有读取，按通常的口径计算。'],
    ['notice', '本轮采用的口径：本程序没有指标“of_a_newer_program”。这一项没有读取，按通常的口径计算。'],
    ['notice', '本轮采用的口径：本程序没有指标“constructor”。这一项没有读取，按通常的口径计算。'],
  ]);
  expect(read({ methods: { junior_dropout_rate: 'nothing' } }).collection).not.toHaveProperty('methods');
});
