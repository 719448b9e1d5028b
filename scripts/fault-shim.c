/*
 * Preloaded into the program under torture (Linux, glibc): makes calls on files of one folder fail, kills the process
 * between two of them, turns the clock, and writes down what reached the files and what was flushed, so that the
 * harness can tell what a loss of power may leave. Nothing here is part of the product. One file, because it is compiled
 * by hand when it is needed.
 *
 * TIANBAO_FAULT_FOLDER   files below it are watched, but for its folders `window` and `logs`
 * TIANBAO_FAULT_CONTROL  file of 32-bit words that the harness writes while the program runs (enum below)
 * TIANBAO_FAULT_JOURNAL  file that gets one record for every call that changed something; none where it is not set
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* Words of the control file; bench/torture-control.ts names the same. */
enum { W_MASK, W_ERRNO, W_SKIP, W_TIMES, W_HITS, W_CLOCK, W_SEEN, W_KILL, W_TEAR, W_NAMES, WORDS };
enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, OPEN = 8, RENAME = 16, UNLINK = 32 };
enum { NAMES_ALL, NAMES_DATABASE, NAMES_OTHER };
/* Operations of the journal; bench/torture-disk.ts names the same. */
enum { J_OPEN = 1, J_WRITE, J_TRUNCATE, J_SYNC, J_SYNC_FAILED, J_RENAME, J_UNLINK, J_SYNC_FOLDER };

struct record {
  uint32_t operation, name_length, other_length, data_length;
  uint64_t inode, offset;
};

#define DESCRIPTORS 4096
#define NAME 400
static struct {
  int watched, folder;
  uint64_t inode;
  char name[NAME];
} table[DESCRIPTORS];

static volatile int32_t *control;
static int journal = -1;
static const char *folder;
static size_t folder_length;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("TIANBAO_FAULT_CONTROL"), *log = getenv("TIANBAO_FAULT_JOURNAL");
  folder = getenv("TIANBAO_FAULT_FOLDER");
  if (folder == NULL || file == NULL) return;
  folder_length = strlen(folder);
  int descriptor = syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC, 0);
  if (descriptor < 0) return;
  void *page = mmap(NULL, WORDS * sizeof(int32_t), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  syscall(SYS_close, descriptor);
  if (page == MAP_FAILED) return;
  if (log != NULL) journal = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  control = page;
}

static int watched(const char *name) {
  if (control == NULL || name == NULL || strncmp(name, folder, folder_length) != 0) return 0;
  const char *rest = name + folder_length;
  if (*rest != '/' && *rest != '\0') return 0;
  return strncmp(rest, "/window", 7) != 0 && strncmp(rest, "/logs", 5) != 0;
}

static int is_database(const char *name) { return strstr(name, "tianbao.db") != NULL; }

/* The wal-index is shared memory: it is made anew when the database is opened after a crash. */
static int is_journalled(const char *name) {
  size_t length = strlen(name);
  return length < 4 || strcmp(name + length - 4, "-shm") != 0;
}

static void put(int operation, uint64_t inode, uint64_t offset, const char *name, const char *other,
                const void *data, size_t length) {
  if (journal < 0) return;
  struct record record = {operation, name ? strlen(name) : 0, other ? strlen(other) : 0, length, inode, offset};
  struct iovec parts[4] = {{&record, sizeof record},
                           {(void *)name, record.name_length},
                           {(void *)other, record.other_length},
                           {(void *)data, length}};
  syscall(SYS_writev, journal, parts, 4);
}

static int names_match(const char *name) {
  int wanted = control[W_NAMES];
  return wanted == NAMES_ALL || (wanted == NAMES_DATABASE) == is_database(name);
}

/* What this call has to meet: 0 nothing, -1 a short write, otherwise its errno. */
static int fault(int kind, const char *name) {
  control[W_SEEN]++;
  if (control[W_KILL] > 0 && --control[W_KILL] == 0) {
    if (kind == WRITE && control[W_TEAR]) return -2;
    syscall(SYS_kill, getpid(), SIGKILL);
  }
  if (!(control[W_MASK] & kind) || control[W_TIMES] <= 0 || !names_match(name)) return 0;
  if (control[W_SKIP] > 0) {
    control[W_SKIP]--;
    return 0;
  }
  control[W_TIMES]--;
  control[W_HITS]++;
  return control[W_ERRNO] == 0 ? -1 : control[W_ERRNO];
}

static int refuse(int number) {
  pthread_mutex_unlock(&turn);
  errno = number;
  return -1;
}

static int exists(const char *name) {
  return syscall(SYS_faccessat, AT_FDCWD, name, F_OK) == 0;
}

static int open_any(int at, const char *name, int flags, mode_t mode) {
  if ((at != AT_FDCWD && name != NULL && name[0] != '/') || !watched(name))
    return syscall(SYS_openat, at, name, flags, mode);
  pthread_mutex_lock(&turn);
  int changes = (flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)) != 0;
  int number = changes ? fault(OPEN, name) : 0;
  if (number > 0) return refuse(number);
  int was_there = changes ? exists(name) : 1;
  int descriptor = syscall(SYS_openat, at, name, flags, mode);
  if (descriptor >= 0 && descriptor < DESCRIPTORS && strlen(name) < NAME) {
    struct stat found;
    int is_folder = fstat(descriptor, &found) == 0 && S_ISDIR(found.st_mode);
    table[descriptor].watched = is_folder || changes;
    table[descriptor].folder = is_folder;
    table[descriptor].inode = found.st_ino;
    strcpy(table[descriptor].name, name);
    if (!is_folder && is_journalled(name)) {
      if (!was_there) put(J_OPEN, found.st_ino, 0, name, NULL, NULL, 0);
      else if (flags & O_TRUNC) put(J_TRUNCATE, found.st_ino, 0, name, NULL, NULL, 0);
    }
  }
  pthread_mutex_unlock(&turn);
  return descriptor;
}

#define WITH_MODE                          \
  mode_t mode = 0;                         \
  if (flags & (O_CREAT | __O_TMPFILE)) {   \
    va_list list;                          \
    va_start(list, flags);                 \
    mode = va_arg(list, mode_t);           \
    va_end(list);                          \
  }
int open(const char *name, int flags, ...) { WITH_MODE return open_any(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { WITH_MODE return open_any(AT_FDCWD, name, flags, mode); }
int openat(int at, const char *name, int flags, ...) { WITH_MODE return open_any(at, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...) { WITH_MODE return open_any(at, name, flags, mode); }

/* Chromium has a `close` of its own, so that a number may long stand for something else. */
static int is_watched(int descriptor) {
  if (control == NULL || descriptor < 0 || descriptor >= DESCRIPTORS || !table[descriptor].watched) return 0;
  struct stat found;
  int same = fstat(descriptor, &found) == 0 && found.st_ino == table[descriptor].inode &&
             (S_ISREG(found.st_mode) || S_ISDIR(found.st_mode));
  if (!same) table[descriptor].watched = 0;
  return same;
}

/* `at` -1: where the file stands, or at its end. */
static ssize_t write_any(int descriptor, const struct iovec *parts, int count, off_t at) {
  size_t total = 0;
  for (int i = 0; i < count; i++) total += parts[i].iov_len;
  pthread_mutex_lock(&turn);
  const char *name = table[descriptor].name;
  int number = fault(WRITE, name);
  if (number > 0) return refuse(number);
  char *bytes = malloc(total ? total : 1);
  size_t filled = 0;
  for (int i = 0; i < count; i++) {
    memcpy(bytes + filled, parts[i].iov_base, parts[i].iov_len);
    filled += parts[i].iov_len;
  }
  size_t length = number < 0 && total > 1 ? total / 2 : total;
  if (at < 0) {
    int flags = syscall(SYS_fcntl, descriptor, F_GETFL);
    at = syscall(SYS_lseek, descriptor, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
    if (at >= 0) syscall(SYS_lseek, descriptor, at + (off_t)length, SEEK_SET);
  }
  ssize_t done = syscall(SYS_pwrite64, descriptor, bytes, length, at);
  int kept = errno;
  if (done > 0 && is_journalled(name)) put(J_WRITE, table[descriptor].inode, at, NULL, NULL, bytes, done);
  if (number == -2) syscall(SYS_kill, getpid(), SIGKILL);
  free(bytes);
  pthread_mutex_unlock(&turn);
  errno = kept;
  return done;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  if (!is_watched(descriptor)) return syscall(SYS_write, descriptor, bytes, length);
  return write_any(descriptor, &(struct iovec){(void *)bytes, length}, 1, -1);
}
ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if (!is_watched(descriptor)) return syscall(SYS_writev, descriptor, parts, count);
  return write_any(descriptor, parts, count, -1);
}
#define PWRITE(function)                                                                             \
  ssize_t function(int descriptor, const void *bytes, size_t length, off_t at) {                     \
    if (!is_watched(descriptor)) return syscall(SYS_pwrite64, descriptor, bytes, length, at);        \
    return write_any(descriptor, &(struct iovec){(void *)bytes, length}, 1, at);                     \
  }
#define PWRITEV(function)                                                                            \
  ssize_t function(int descriptor, const struct iovec *parts, int count, off_t at) {                 \
    if (!is_watched(descriptor)) return syscall(SYS_pwritev, descriptor, parts, count, at, at >> 32); \
    return write_any(descriptor, parts, count, at);                                                  \
  }
PWRITE(pwrite)
PWRITE(pwrite64)
PWRITEV(pwritev)
PWRITEV(pwritev64)

static int sync_any(int descriptor, long call) {
  if (!is_watched(descriptor)) return syscall(call, descriptor);
  pthread_mutex_lock(&turn);
  const char *name = table[descriptor].name;
  int number = fault(SYNC, name);
  /* Linux forgets what it could not write: the next flush succeeds without it. */
  if (number > 0) {
    if (!table[descriptor].folder) put(J_SYNC_FAILED, table[descriptor].inode, 0, NULL, NULL, NULL, 0);
    return refuse(number);
  }
  /* The journal is what a loss of power is reckoned from; the disk of the machine under test need not wait. */
  int result = journal < 0 ? syscall(call, descriptor) : 0;
  int kept = errno;
  if (result == 0 && table[descriptor].folder) put(J_SYNC_FOLDER, 0, 0, name, NULL, NULL, 0);
  else if (result == 0) put(J_SYNC, table[descriptor].inode, 0, NULL, NULL, NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}
int fsync(int descriptor) { return sync_any(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return sync_any(descriptor, SYS_fdatasync); }

static int truncate_any(int descriptor, off_t length) {
  if (!is_watched(descriptor)) return syscall(SYS_ftruncate, descriptor, length);
  pthread_mutex_lock(&turn);
  const char *name = table[descriptor].name;
  int number = fault(TRUNCATE, name);
  if (number > 0) return refuse(number);
  int result = syscall(SYS_ftruncate, descriptor, length), kept = errno;
  if (result == 0 && is_journalled(name))
    put(J_TRUNCATE, table[descriptor].inode, length, name, NULL, NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}
int ftruncate(int descriptor, off_t length) { return truncate_any(descriptor, length); }
int ftruncate64(int descriptor, off_t length) { return truncate_any(descriptor, length); }

int rename(const char *from, const char *to) {
  if (!watched(from) && !watched(to)) return syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
  pthread_mutex_lock(&turn);
  int number = fault(RENAME, to);
  if (number > 0) return refuse(number);
  int result = syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to), kept = errno;
  if (result == 0) put(J_RENAME, 0, 0, from, to, NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}

static int unlink_any(const char *name, int flags) {
  if (!watched(name)) return syscall(SYS_unlinkat, AT_FDCWD, name, flags);
  pthread_mutex_lock(&turn);
  int number = fault(UNLINK, name);
  if (number > 0) return refuse(number);
  int result = syscall(SYS_unlinkat, AT_FDCWD, name, flags), kept = errno;
  if (result == 0 && flags == 0 && is_journalled(name)) put(J_UNLINK, 0, 0, name, NULL, NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = kept;
  return result;
}
int unlink(const char *name) { return unlink_any(name, 0); }
int rmdir(const char *name) { return unlink_any(name, AT_REMOVEDIR); }

/* A copy made by the kernel would pass by the journal: refused these, Node copies by reading and writing. */
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) {
  if (!is_watched(to)) return syscall(SYS_sendfile, to, from, at, length);
  errno = EINVAL;
  return -1;
}

static long kernel(long number, long a, long b, long c, long d, long e, long f) {
#if defined(__x86_64__)
  register long r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
  long result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number, result __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c,
                x3 __asm__("x3") = d, x4 __asm__("x4") = e, x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(result) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
#else
#error "This processor is not known here."
#endif
  return result;
}

/* Node asks the kernel for its copies by number. */
long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long given[6];
  for (int i = 0; i < 6; i++) given[i] = va_arg(list, long);
  va_end(list);
  long result = -ENOSYS;
  if (number != SYS_copy_file_range || !is_watched((int)given[2]))
    result = kernel(number, given[0], given[1], given[2], given[3], given[4], given[5]);
  if (result >= 0 || result < -4095) return result;
  errno = -result;
  return -1;
}

static time_t turned(void) { return control == NULL ? 0 : control[W_CLOCK]; }

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += turned();
  return result;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int result = syscall(SYS_gettimeofday, now, zone);
  if (result == 0) now->tv_sec += turned();
  return result;
}
time_t time(time_t *where) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (where != NULL) *where = now.tv_sec;
  return now.tv_sec;
}
