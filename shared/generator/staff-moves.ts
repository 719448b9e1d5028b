import { Hiring } from './staff';
import { distinguish, posts } from './staff-posts';
import type { Character } from './character';
import type { Employee, TeacherStage } from './staff';
import type { Pupil } from './pupils';
import type { Random } from './random';

/** What happened to 专任教师 between two 1 Septembers. */
export interface StaffMoves {
  /** Hired, fresh from a university or not, of these from a 师范 one. */
  readonly hired: readonly {
    readonly teacher: Employee;
    readonly graduate: boolean;
    readonly trained: boolean;
  }[];
  /** From another school; `otherSchool` false: from an office. */
  readonly movedIn: readonly { readonly teacher: Employee; readonly otherSchool: boolean }[];
  /** 校内变动: the same person before and after, usually in another stage (学段调整). */
  readonly changed: readonly { readonly before: Employee; readonly after: Employee }[];
  readonly otherIn: readonly Employee[];
  readonly retired: readonly Employee[];
  readonly died: readonly Employee[];
  readonly movedOut: readonly Employee[];
  readonly resigned: readonly Employee[];
  readonly otherOut: readonly Employee[];
}

type Leaving = 'retired' | 'died' | 'movedOut' | 'resigned' | 'otherOut';

/** Everybody who works in a school, moved on from year to year. */
export class StaffBody {
  readonly hiring: Hiring;
  staff: readonly Employee[] = [];

  constructor(
    readonly character: Character,
    readonly random: Random,
    public year: number,
    pupils: readonly Pupil[],
  ) {
    this.hiring = new Hiring(character, random);
    this.staff = posts(character, pupils).flatMap(([role, stage, count]) =>
      Array.from({ length: count }, () => this.hiring.employee(role, stage, year)),
    );
  }

  /** Moves on to the next 1 September; the posts follow the number of pupils there then. */
  advance(pupils: readonly Pupil[]): StaffMoves {
    this.year += 1;
    const leaving: Record<Leaving, Employee[]> = {
      retired: [],
      died: [],
      movedOut: [],
      resigned: [],
      otherOut: [],
    };
    const joining = {
      hired: [] as StaffMoves['hired'][number][],
      movedIn: [] as StaffMoves['movedIn'][number][],
    };
    const changed: StaffMoves['changed'][number][] = [];
    const otherIn: Employee[] = [];
    const staff: Employee[] = [];
    for (const employee of this.staff) {
      const why = this.#leaves(employee);
      if (why === null) staff.push(employee);
      else if (employee.role === '专任教师') leaving[why].push(employee);
    }
    for (const [role, stage, count] of posts(this.character, pupils)) {
      const here = staff.filter((employee) => employee.role === role && employee.stage === stage);
      for (let missing = count - here.length; missing > 0; missing -= 1)
        staff.push(this.#join(role, stage, staff, joining, changed, otherIn));
      // A post too many is given up slowly: at most one teacher a year moves to another school.
      const surplus = here.at(-1);
      if (here.length > count + 1 && surplus !== undefined) {
        staff.splice(staff.indexOf(surplus), 1);
        if (role === '专任教师') leaving.movedOut.push(surplus);
      }
    }
    this.staff = distinguish(staff, pupils);
    return { ...leaving, ...joining, changed, otherIn };
  }

  #leaves({ sex, born }: Employee): Leaving | null {
    const { random, year } = this;
    if (year - born >= (sex === '女' ? 55 : 60)) return 'retired';
    const chance = random.next();
    if (chance < 0.001) return 'died';
    if (chance < 0.03) return 'movedOut';
    if (chance < 0.037) return 'resigned';
    return chance < 0.039 ? 'otherOut' : null;
  }

  #join(
    role: Employee['role'],
    stage: TeacherStage,
    staff: Employee[],
    joining: { hired: StaffMoves['hired'][number][]; movedIn: StaffMoves['movedIn'][number][] },
    changed: StaffMoves['changed'][number][],
    otherIn: Employee[],
  ): Employee {
    const { random, hiring, year } = this;
    if (role !== '专任教师') return hiring.employee(role, stage, year);
    const chance = random.next();
    const from = chance < 0.1 ? this.#spare(stage, staff) : undefined;
    if (from !== undefined) {
      staff.splice(staff.indexOf(from), 1);
      const after = { ...from, stage };
      changed.push({ before: from, after });
      return after;
    }
    if (chance < 0.6) {
      const graduate = random.chance(0.8);
      const teacher = hiring.employee(role, stage, year, random.int(22, graduate ? 25 : 33));
      joining.hired.push({ teacher, graduate, trained: random.chance(0.8) });
      return teacher;
    }
    const teacher = hiring.employee(role, stage, year, random.int(27, 50));
    if (chance < 0.97) joining.movedIn.push({ teacher, otherSchool: random.chance(0.9) });
    else otherIn.push(teacher);
    return teacher;
  }

  /** A teacher of another stage who is qualified for this one, where that stage has more than it needs. */
  #spare(stage: TeacherStage, staff: readonly Employee[]): Employee | undefined {
    const qualified = (employee: Employee): boolean =>
      employee.degree === '本科' || employee.degree === '硕士' || employee.degree === '博士';
    const known = new Set(this.staff);
    return staff.find(
      (employee) =>
        employee.role === '专任教师' &&
        employee.stage !== stage &&
        qualified(employee) &&
        known.has(employee),
    );
  }
}
