// Faults of the calls by which a program opens and changes files, for tests of crash safety.
//
// A test compiles this file as a shared library and has it loaded into the program by LD_PRELOAD. It
// stands between the program, with all libraries that it uses, and the C library. Calls whose path or
// descriptor lies in a watched folder are points, which are counted from 1 in their order.
//
//   FAULT_FOLDERS  the watched folders, absolute and without links, with colons between them
//   FAULT_KINDS    the kinds of calls that are points, with commas between them; all where it is not there
//   FAULT_REPORT   a file that gets a line of each point: its number, its kind, its path; where a point has a
//                  fault only the line of that
//   FAULT_MODE     what befalls the program; nothing where it is not there:
//     before:N       it is killed before the call N is done
//     after:N        it is killed when the call N is done
//     torn:N         it is killed when half of the bytes of the call N are written
//     short:N        the call N takes half of its bytes, as a call may
//     once:N:ERRNO   the call N fails
//     from:N:ERRNO   the call N and all behind it fail
//     signal:N:S     it gets the signal S before the call N is done
//     cut:N          the power is cut before the call N is done
//     undone:N       so it is, and the folders had not come to the disk either
//   FAULT_SHELTER  a folder on the same disk, for what a cut of power may bring back
//
// What a cut of power leaves is the least that a file system promises (fsync(2)): of a file that was
// written to, the bytes that it had at the last time that it was synchronized; none where it never was, or
// where such bytes were written over since. With `undone` every name that was made, changed or removed since
// its folder was synchronized is as it was before. A point behind the last one is the end of the program.

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utime.h>

// The function of the C library that this one stands before.
#define NEXT(name)                                  \
  static __typeof__(&name) next;                    \
  if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

enum kind {
  OPEN, LIST, READ, CREATE, WRITE, TRUNCATE, SYNC, RENAME, REMOVE, FOLDER, LINK, MARK, KINDS
};

static const char *const names[KINDS] = {
    "open", "list", "read", "create", "write", "truncate",
    "sync", "rename", "remove", "folder", "link", "mark"};

enum mode { COUNT, BEFORE, AFTER, TORN, SHORT, ONCE, FROM, SIGNAL, CUT, UNDONE };

static const char *const modes[] = {
    "count", "before", "after", "torn", "short", "once", "from", "signal", "cut", "undone"};

static const char *folders = "";
static const char *shelter = "";
static const char *report;
static unsigned kinds = ~0u;
static enum mode mode = COUNT;
static long fault;
static int number;
static long points;
static bool is_told;
// Whatever is a point is done alone, so that a point and what is known of files belong together.
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  const char *text;
  if ((text = getenv("FAULT_FOLDERS"))) folders = text;
  if ((text = getenv("FAULT_SHELTER"))) shelter = text;
  report = getenv("FAULT_REPORT");
  if ((text = getenv("FAULT_KINDS"))) {
    kinds = 0;
    for (; *text; text += strcspn(text, ","), text += *text == ',')
      for (int kind = 0; kind < KINDS; kind++)
        if (strcspn(text, ",") == strlen(names[kind]) &&
            strncmp(text, names[kind], strlen(names[kind])) == 0)
          kinds |= 1u << kind;
  }
  if ((text = getenv("FAULT_MODE"))) {
    size_t length = strcspn(text, ":");
    for (size_t index = 0; index < sizeof modes / sizeof *modes; index++)
      if (length == strlen(modes[index]) && strncmp(text, modes[index], length) == 0)
        mode = (enum mode)index;
    char *end = NULL;
    if (text[length] == ':') fault = strtol(text + length + 1, &end, 10);
    if (end && *end == ':') number = (int)strtol(end + 1, NULL, 10);
    // Whoever started the test may have it ignored.
    if (mode == SIGNAL) signal(number, SIG_DFL);
  }
}

// MARK: Paths

static bool is_watched(const char *path) {
  for (const char *folder = folders; *folder; folder += strcspn(folder, ":"),
                  folder += *folder == ':') {
    size_t length = strcspn(folder, ":");
    if (strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0))
      return true;
  }
  return false;
}

// The absolute path of one that a call is given.
static void absolute(int folder, const char *path, char *out) {
  out[0] = 0;
  if (!path) return;
  if (path[0] == '/') {
    snprintf(out, PATH_MAX, "%s", path);
    return;
  }
  char base[PATH_MAX] = "";
  if (folder == AT_FDCWD) {
    if (!getcwd(base, sizeof base)) return;
  } else {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t count = readlink(link, base, sizeof base - 1);
    if (count < 0) return;
    base[count] = 0;
  }
  if (strlen(base) + strlen(path) + 2 > PATH_MAX) return;
  strcpy(out, base);
  strcat(out, "/");
  strcat(out, path);
}

// The path of an open file; none of what is no file.
static void path_of(int descriptor, char *out) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t count = readlink(link, out, PATH_MAX - 1);
  out[count < 0 ? 0 : count] = 0;
}

static void parent(const char *path, char *out) {
  snprintf(out, PATH_MAX, "%s", path);
  char *slash = strrchr(out, '/');
  if (slash) *slash = 0;
}

// MARK: What a cut of power leaves

// A file that was written to.
struct written {
  dev_t device;
  ino_t inode;
  int descriptor;
  off_t safe;
  bool is_lost;
  struct written *next;
};

// A name that was made, changed or removed, and how it was before.
struct changed {
  enum { MADE, RENAMED, REMOVED, FOLDER_REMOVED } how;
  char *path;
  char *other;
  char *kept;
  mode_t mode;
  struct changed *next;
};

static struct written *written;
static struct changed *changed;
static long sheltered;

static bool is_cut(void) { return mode == CUT || mode == UNDONE; }

static int reopened(int descriptor) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  NEXT(open);
  int other = next(link, O_RDWR | O_CLOEXEC);
  if (other < 0) return -1;
  // Out of the way of the numbers that the program is given.
  int high = fcntl(other, F_DUPFD_CLOEXEC, 400);
  close(other);
  return high;
}

static struct written *entry(int descriptor, const struct stat *now) {
  for (struct written *file = written; file; file = file->next)
    if (file->device == now->st_dev && file->inode == now->st_ino) return file;
  struct written *file = calloc(1, sizeof *file);
  file->device = now->st_dev;
  file->inode = now->st_ino;
  file->descriptor = reopened(descriptor);
  // What was there before this program is on the disk.
  file->safe = now->st_size;
  file->next = written;
  written = file;
  return file;
}

// Notes that a file is about to be written to from an offset on.
static void will_write(int descriptor, off_t from) {
  struct stat now;
  if (!is_cut() || fstat(descriptor, &now) != 0 || !S_ISREG(now.st_mode)) return;
  struct written *file = entry(descriptor, &now);
  if (from < file->safe) file->is_lost = true;
}

static void did_sync(int descriptor, const char *path) {
  struct stat now;
  if (!is_cut() || fstat(descriptor, &now) != 0) return;
  if (S_ISREG(now.st_mode)) {
    struct written *file = entry(descriptor, &now);
    file->safe = now.st_size;
    file->is_lost = false;
    return;
  }
  struct changed **link = &changed;
  while (*link) {
    char folder[PATH_MAX];
    parent((*link)->path, folder);
    if (strcmp(folder, path) == 0) *link = (*link)->next;
    else link = &(*link)->next;
  }
}

static void note(int how, const char *path, const char *other, const char *kept, mode_t bits) {
  if (mode != UNDONE) return;
  struct changed *change = calloc(1, sizeof *change);
  change->how = how;
  change->path = strdup(path);
  change->other = other ? strdup(other) : NULL;
  change->kept = kept && *kept ? strdup(kept) : NULL;
  change->mode = bits;
  change->next = changed;
  changed = change;
}

// Gives what stands under a name another one in the shelter, too.
static void keep(const char *path, char *out) {
  out[0] = 0;
  struct stat now;
  if (mode != UNDONE || lstat(path, &now) != 0 || S_ISDIR(now.st_mode)) return;
  snprintf(out, PATH_MAX, "%s/%ld", shelter, sheltered++);
  NEXT(linkat);
  if (next(AT_FDCWD, path, AT_FDCWD, out, 0) != 0) out[0] = 0;
}

static void remove_all(const char *path) {
  char *const roots[] = {(char *)path, NULL};
  FTS *(*walked)(char *const *, int, int (*)(const FTSENT **, const FTSENT **)) =
      (__typeof__(walked))dlsym(RTLD_NEXT, "fts_open");
  FTS *walk = walked(roots, FTS_PHYSICAL | FTS_NOSTAT, NULL);
  if (!walk) return;
  NEXT(unlinkat);
  for (FTSENT *entry; (entry = fts_read(walk));) {
    if (entry->fts_info == FTS_D) continue;
    next(AT_FDCWD, entry->fts_accpath, entry->fts_info == FTS_DP ? AT_REMOVEDIR : 0);
  }
  fts_close(walk);
}

static void cut_power(void) {
  for (struct written *file = written; file; file = file->next) {
    struct stat now;
    if (file->descriptor < 0 || fstat(file->descriptor, &now) != 0) continue;
    off_t left = file->is_lost ? 0 : file->safe;
    NEXT(ftruncate);
    if (left < now.st_size && next(file->descriptor, left) != 0) abort();
  }
  for (struct changed *change = changed; change; change = change->next) {
    NEXT(rename);
    switch (change->how) {
    case MADE: remove_all(change->path); break;
    case RENAMED:
      if (next(change->path, change->other) == 0 && change->kept) next(change->kept, change->path);
      break;
    case REMOVED:
      if (change->kept) next(change->kept, change->path);
      break;
    case FOLDER_REMOVED: {
      NEXT(mkdir);
      next(change->path, change->mode);
      break;
    }
    }
  }
}

// MARK: Points

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void tell(long point, const char *kind, const char *path) {
  if (!report) return;
  char line[PATH_MAX + 64];
  int count = snprintf(line, sizeof line, "%ld %s %s\n", point, kind, path);
  NEXT(open);
  int descriptor = next(report, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0) return;
  ssize_t (*put)(int, const void *, size_t) =
      (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  if (put(descriptor, line, (size_t)count) < 0) abort();
  close(descriptor);
}

// What is to become of a call.
enum verdict { GO, FAIL, HALF_THEN_DIE, HALF, THEN_DIE };

static enum verdict point(enum kind kind, const char *path) {
  if (!(kinds >> kind & 1)) return GO;
  points++;
  if (mode == COUNT) tell(points, names[kind], path);
  bool is_here = points == fault;
  bool is_struck = mode == FROM ? points >= fault : is_here;
  if (mode == COUNT || !is_struck) return GO;
  if (!is_told) tell(points, names[kind], path);
  is_told = true;
  switch (mode) {
  case BEFORE: die();
  case CUT:
  case UNDONE: cut_power(); die();
  case SIGNAL: kill(getpid(), number); return GO;
  case AFTER: return THEN_DIE;
  case TORN: return kind == WRITE ? HALF_THEN_DIE : THEN_DIE;
  case SHORT: return kind == WRITE ? HALF : GO;
  case ONCE:
  case FROM: errno = number; return FAIL;
  case COUNT: break;
  }
  return GO;
}

__attribute__((destructor)) static void end(void) {
  if (!is_cut() || points >= fault) return;
  pthread_mutex_lock(&turn);
  tell(points + 1, "end", "");
  cut_power();
  die();
}

// Does a call as its point says.
#define CALL(kind, path, failure, call)              \
  ({                                                 \
    enum verdict verdict = point(kind, path);        \
    __typeof__(call) result = failure;               \
    if (verdict != FAIL) result = call;              \
    if (verdict == THEN_DIE || verdict == HALF_THEN_DIE) die(); \
    result;                                          \
  })

#define LOCKED(body)                \
  ({                                \
    pthread_mutex_lock(&turn);      \
    __typeof__(body) outcome = body; \
    int code = errno;               \
    pthread_mutex_unlock(&turn);    \
    errno = code;                   \
    outcome;                        \
  })

// MARK: Opening

typedef int opening(int, const char *, int, ...);

static int opened(opening *next, int folder, const char *given, int flags, mode_t bits) {
  char path[PATH_MAX];
  absolute(folder, given, path);
  if (!is_watched(path)) return next(folder, given, flags, bits);
  struct stat before;
  bool is_new = flags & O_CREAT && lstat(path, &before) != 0;
  enum kind kind = is_new || flags & (O_TRUNC | O_ACCMODE) ? CREATE
                   : flags & O_DIRECTORY       ? LIST
                                               : OPEN;
  int descriptor = CALL(kind, path, -1, next(folder, given, flags, bits));
  if (descriptor >= 0) {
    if (is_new) note(MADE, path, NULL, NULL, 0);
    if (!is_new && flags & O_TRUNC) {
      will_write(descriptor, 0);
      // It has no bytes any more, and had some.
      struct stat now;
      if (is_cut() && fstat(descriptor, &now) == 0) entry(descriptor, &now)->is_lost = true;
    }
  }
  return descriptor;
}

static int real_openat(int folder, const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t bits = va_arg(list, mode_t);
  va_end(list);
  NEXT(openat);
  return next(folder, path, flags, bits);
}

#define BITS(flags)                                        \
  mode_t bits = 0;                                         \
  if ((flags) & (O_CREAT | O_TMPFILE)) {                   \
    va_list list;                                          \
    va_start(list, flags);                                 \
    bits = va_arg(list, mode_t);                           \
    va_end(list);                                          \
  }

int open(const char *path, int flags, ...) {
  BITS(flags)
  return LOCKED(opened(real_openat, AT_FDCWD, path, flags, bits));
}

int open64(const char *path, int flags, ...) {
  BITS(flags)
  return LOCKED(opened(real_openat, AT_FDCWD, path, flags, bits));
}

int openat(int folder, const char *path, int flags, ...) {
  BITS(flags)
  return LOCKED(opened(real_openat, folder, path, flags, bits));
}

int openat64(int folder, const char *path, int flags, ...) {
  BITS(flags)
  return LOCKED(opened(real_openat, folder, path, flags, bits));
}

int creat(const char *path, mode_t bits) {
  return LOCKED(
      opened(real_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, bits));
}

// What a compiler makes of the calls above where it knows their sizes (_FORTIFY_SOURCE).
int __open_2(const char *path, int flags) { return open(path, flags); }
int __open64_2(const char *path, int flags) { return open(path, flags); }
int __openat_2(int folder, const char *path, int flags) { return openat(folder, path, flags); }
int __openat64_2(int folder, const char *path, int flags) { return openat(folder, path, flags); }

DIR *opendir(const char *given) {
  NEXT(opendir);
  char path[PATH_MAX];
  absolute(AT_FDCWD, given, path);
  if (!is_watched(path)) return next(given);
  return LOCKED(CALL(LIST, path, NULL, next(given)));
}

FTS *fts_open(char *const *roots, int options, int (*order)(const FTSENT **, const FTSENT **)) {
  NEXT(fts_open);
  char path[PATH_MAX];
  absolute(AT_FDCWD, roots[0], path);
  if (!is_watched(path)) return next(roots, options, order);
  return LOCKED(CALL(LIST, path, NULL, next(roots, options, order)));
}

// MARK: Reading and writing

#define ON_FILE(descriptor, pass)                            \
  char path[PATH_MAX];                                       \
  path_of(descriptor, path);                                 \
  if (!is_watched(path)) return pass

ssize_t read(int descriptor, void *bytes, size_t count) {
  NEXT(read);
  ON_FILE(descriptor, next(descriptor, bytes, count));
  return LOCKED(CALL(READ, path, -1, next(descriptor, bytes, count)));
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
  NEXT(pread);
  ON_FILE(descriptor, next(descriptor, bytes, count, offset));
  return LOCKED(CALL(READ, path, -1, next(descriptor, bytes, count, offset)));
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t offset) {
  return pread(descriptor, bytes, count, offset);
}

ssize_t __read_chk(int descriptor, void *bytes, size_t count, size_t room) {
  if (count > room) abort();
  return read(descriptor, bytes, count);
}

ssize_t __pread_chk(int descriptor, void *bytes, size_t count, off_t offset, size_t room) {
  if (count > room) abort();
  return pread(descriptor, bytes, count, offset);
}

ssize_t __pread64_chk(int descriptor, void *bytes, size_t count, off64_t offset, size_t room) {
  return __pread_chk(descriptor, bytes, count, offset, room);
}

static size_t half(enum verdict verdict, size_t count) {
  return verdict == HALF_THEN_DIE || verdict == HALF ? (count + 1) / 2 : count;
}

// Where a call writes that is told no place.
static off_t place(int descriptor) {
  struct stat now;
  bool appends = (fcntl(descriptor, F_GETFL) & O_APPEND) && fstat(descriptor, &now) == 0;
  return appends ? now.st_size : lseek(descriptor, 0, SEEK_CUR);
}

static ssize_t written_to(
    int descriptor, const char *path, const void *bytes, size_t count, off_t offset) {
  bool is_placed = offset >= 0;
  enum verdict verdict = point(WRITE, path);
  if (verdict == FAIL) return -1;
  if (is_cut()) will_write(descriptor, is_placed ? offset : place(descriptor));
  NEXT(write);
  __typeof__(&pwrite) placed = (__typeof__(&pwrite))dlsym(RTLD_NEXT, "pwrite");
  count = half(verdict, count);
  ssize_t result =
      is_placed ? placed(descriptor, bytes, count, offset) : next(descriptor, bytes, count);
  if (verdict == HALF_THEN_DIE || verdict == THEN_DIE) die();
  return result;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  NEXT(write);
  ON_FILE(descriptor, next(descriptor, bytes, count));
  return LOCKED(written_to(descriptor, path, bytes, count, -1));
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  NEXT(pwrite);
  ON_FILE(descriptor, next(descriptor, bytes, count, offset));
  return LOCKED(written_to(descriptor, path, bytes, count, offset));
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  return pwrite(descriptor, bytes, count, offset);
}

// As many bytes as a call may take are enough for the caller; none would be taken for the end.
static const struct iovec *first(const struct iovec *parts, int count) {
  for (int index = 0; index < count; index++)
    if (parts[index].iov_len > 0) return &parts[index];
  return NULL;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  NEXT(writev);
  ON_FILE(descriptor, next(descriptor, parts, count));
  const struct iovec *part = first(parts, count);
  if (!part) return next(descriptor, parts, count);
  return LOCKED(written_to(descriptor, path, part->iov_base, part->iov_len, -1));
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset) {
  NEXT(pwritev);
  ON_FILE(descriptor, next(descriptor, parts, count, offset));
  const struct iovec *part = first(parts, count);
  if (!part) return next(descriptor, parts, count, offset);
  return LOCKED(written_to(descriptor, path, part->iov_base, part->iov_len, offset));
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off64_t offset) {
  return pwritev(descriptor, parts, count, offset);
}

// Does a call that writes bytes which the program does not hold.
#define PASSING(descriptor, offset, count, call)                             \
  LOCKED(({                                                                  \
    enum verdict verdict = point(WRITE, path);                               \
    ssize_t result = -1;                                                     \
    if (verdict != FAIL) {                                                   \
      if (is_cut()) will_write(descriptor, offset);                          \
      count = half(verdict, count);                                          \
      result = call;                                                         \
    }                                                                        \
    if (verdict == THEN_DIE || verdict == HALF_THEN_DIE) die();              \
    result;                                                                  \
  }))

ssize_t sendfile(int descriptor, int source, off_t *offset, size_t count) {
  NEXT(sendfile);
  ON_FILE(descriptor, next(descriptor, source, offset, count));
  return PASSING(descriptor, place(descriptor), count, next(descriptor, source, offset, count));
}

ssize_t sendfile64(int descriptor, int source, off64_t *offset, size_t count) {
  return sendfile(descriptor, source, offset, count);
}

ssize_t copy_file_range(
    int source, off64_t *from, int descriptor, off64_t *to, size_t count, unsigned flags) {
  NEXT(copy_file_range);
  ON_FILE(descriptor, next(source, from, descriptor, to, count, flags));
  return PASSING(
      descriptor, to ? *to : place(descriptor), count,
      next(source, from, descriptor, to, count, flags));
}

int ftruncate(int descriptor, off_t length) {
  NEXT(ftruncate);
  ON_FILE(descriptor, next(descriptor, length));
  return LOCKED(({
    int result = CALL(TRUNCATE, path, -1, (will_write(descriptor, length), next(descriptor, length)));
    result;
  }));
}

int ftruncate64(int descriptor, off64_t length) { return ftruncate(descriptor, length); }

int truncate(const char *given, off_t length) {
  NEXT(truncate);
  char path[PATH_MAX];
  absolute(AT_FDCWD, given, path);
  if (!is_watched(path)) return next(given, length);
  return LOCKED(({
    enum verdict verdict = point(TRUNCATE, path);
    int result = -1;
    if (verdict != FAIL) {
      int descriptor = is_cut() ? real_openat(AT_FDCWD, given, O_RDWR | O_CLOEXEC) : -1;
      if (descriptor >= 0) {
        will_write(descriptor, length);
        close(descriptor);
      }
      result = next(given, length);
    }
    if (verdict == THEN_DIE || verdict == HALF_THEN_DIE) die();
    result;
  }));
}

int truncate64(const char *path, off64_t length) { return truncate(path, length); }

static void will_allocate(int descriptor, int how, off_t offset) {
  struct stat now;
  if (!is_cut() || fstat(descriptor, &now) != 0) return;
  // Room alone changes no bytes.
  bool is_room = (how & ~FALLOC_FL_KEEP_SIZE) == 0;
  will_write(descriptor, is_room && offset < now.st_size ? now.st_size : offset);
}

int fallocate(int descriptor, int how, off_t offset, off_t length) {
  NEXT(fallocate);
  ON_FILE(descriptor, next(descriptor, how, offset, length));
  return LOCKED(CALL(
      TRUNCATE, path, -1,
      (will_allocate(descriptor, how, offset), next(descriptor, how, offset, length))));
}

int fallocate64(int descriptor, int how, off64_t offset, off64_t length) {
  return fallocate(descriptor, how, offset, length);
}

// It gives back why it fails.
int posix_fallocate(int descriptor, off_t offset, off_t length) {
  NEXT(posix_fallocate);
  ON_FILE(descriptor, next(descriptor, offset, length));
  return LOCKED(CALL(
      TRUNCATE, path, number,
      (will_allocate(descriptor, 0, offset), next(descriptor, offset, length))));
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t length) {
  return posix_fallocate(descriptor, offset, length);
}

int fsync(int descriptor) {
  NEXT(fsync);
  ON_FILE(descriptor, next(descriptor));
  return LOCKED(({
    int result = CALL(SYNC, path, -1, next(descriptor));
    if (result == 0) did_sync(descriptor, path);
    result;
  }));
}

int fdatasync(int descriptor) { return fsync(descriptor); }

// MARK: Streams

// The C library writes a stream by calls of its own: one of a watched file writes by those above.
static ssize_t stream_read(void *file, char *bytes, size_t count) {
  return read((int)(long)file, bytes, count);
}

static ssize_t stream_write(void *file, const char *bytes, size_t count) {
  // As the C library does, which takes a call for whole or failed.
  size_t done = 0;
  while (done < count) {
    ssize_t now = write((int)(long)file, bytes + done, count - done);
    if (now < 0) return 0;
    done += (size_t)now;
  }
  return (ssize_t)done;
}

static int stream_seek(void *file, off64_t *offset, int whence) {
  off_t place = lseek((int)(long)file, *offset, whence);
  if (place < 0) return -1;
  *offset = place;
  return 0;
}

static int stream_close(void *file) { return close((int)(long)file); }

static FILE *stream(int descriptor, const char *how) {
  return fopencookie(
      (void *)(long)descriptor, how,
      (cookie_io_functions_t){stream_read, stream_write, stream_seek, stream_close});
}

FILE *fdopen(int descriptor, const char *how) {
  NEXT(fdopen);
  ON_FILE(descriptor, next(descriptor, how));
  return stream(descriptor, how);
}

FILE *fopen(const char *given, const char *how) {
  NEXT(fopen);
  char path[PATH_MAX];
  absolute(AT_FDCWD, given, path);
  if (!is_watched(path)) return next(given, how);
  int flags = strchr(how, '+') ? O_RDWR : how[0] == 'r' ? O_RDONLY : O_WRONLY;
  if (how[0] != 'r') flags |= O_CREAT | (how[0] == 'w' ? O_TRUNC : O_APPEND);
  int descriptor = open(given, flags, 0666);
  return descriptor < 0 ? NULL : stream(descriptor, how);
}

FILE *fopen64(const char *path, const char *how) { return fopen(path, how); }

// MARK: Names

static int renamed(int source, const char *from, int folder, const char *to, unsigned flags) {
  NEXT(renameat2);
  char old[PATH_MAX], path[PATH_MAX], kept[PATH_MAX] = "";
  absolute(source, from, old);
  absolute(folder, to, path);
  if (!is_watched(path) && !is_watched(old)) return next(source, from, folder, to, flags);
  return LOCKED(({
    enum verdict verdict = point(RENAME, path);
    int result = -1;
    if (verdict != FAIL) {
      keep(path, kept);
      result = next(source, from, folder, to, flags);
      if (result == 0) note(RENAMED, path, old, kept, 0);
    }
    if (verdict == THEN_DIE) die();
    result;
  }));
}

int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }

int renameat(int source, const char *from, int folder, const char *to) {
  return renamed(source, from, folder, to, 0);
}

int renameat2(int source, const char *from, int folder, const char *to, unsigned flags) {
  return renamed(source, from, folder, to, flags);
}

static int removed(const char *path, int how, int folder, const char *given, int flags) {
  NEXT(unlinkat);
  char kept[PATH_MAX] = "";
  struct stat before = {0};
  enum verdict verdict = point(REMOVE, path);
  if (verdict == FAIL) return -1;
  if (mode == UNDONE && lstat(path, &before) != 0) before.st_mode = 0700;
  keep(path, kept);
  int result = next(folder, given, flags);
  if (result == 0) note(how, path, NULL, kept, before.st_mode & 07777);
  if (verdict == THEN_DIE) die();
  return result;
}

int unlinkat(int folder, const char *given, int flags) {
  NEXT(unlinkat);
  char path[PATH_MAX];
  absolute(folder, given, path);
  if (!is_watched(path)) return next(folder, given, flags);
  return LOCKED(
      removed(path, flags & AT_REMOVEDIR ? FOLDER_REMOVED : REMOVED, folder, given, flags));
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int remove(const char *path) {
  struct stat now;
  bool is_folder = lstat(path, &now) == 0 && S_ISDIR(now.st_mode);
  return unlinkat(AT_FDCWD, path, is_folder ? AT_REMOVEDIR : 0);
}

#define MAKING(kind, folder, given, call)                  \
  char path[PATH_MAX];                                     \
  absolute(folder, given, path);                           \
  if (!is_watched(path)) return call;                      \
  return LOCKED(({                                         \
    enum verdict verdict = point(kind, path);              \
    int result = -1;                                       \
    if (verdict != FAIL) result = call;                    \
    if (result == 0) note(MADE, path, NULL, NULL, 0);      \
    if (verdict == THEN_DIE) die();                        \
    result;                                                \
  }))

int mkdirat(int folder, const char *given, mode_t bits) {
  NEXT(mkdirat);
  MAKING(FOLDER, folder, given, next(folder, given, bits));
}

int mkdir(const char *path, mode_t bits) { return mkdirat(AT_FDCWD, path, bits); }

int symlinkat(const char *target, int folder, const char *given) {
  NEXT(symlinkat);
  MAKING(LINK, folder, given, next(target, folder, given));
}

int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }

int linkat(int source, const char *from, int folder, const char *given, int flags) {
  NEXT(linkat);
  MAKING(LINK, folder, given, next(source, from, folder, given, flags));
}

int link(const char *from, const char *path) {
  return linkat(AT_FDCWD, from, AT_FDCWD, path, 0);
}

// MARK: Modes and times

#define MARKING(given, call)                               \
  char path[PATH_MAX];                                     \
  absolute(AT_FDCWD, given, path);                         \
  if (!is_watched(path)) return call;                      \
  return LOCKED(CALL(MARK, path, -1, call))

int chmod(const char *given, mode_t bits) {
  NEXT(chmod);
  MARKING(given, next(given, bits));
}

int utimes(const char *given, const struct timeval times[2]) {
  NEXT(utimes);
  MARKING(given, next(given, times));
}

int utimensat(int folder, const char *given, const struct timespec times[2], int flags) {
  NEXT(utimensat);
  MARKING(given, next(folder, given, times, flags));
}
